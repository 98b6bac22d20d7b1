// The p99 of the hot fragment while the program does other work: new editions, and queries that are new to it.
import {mkdirSync, readFileSync, renameSync, writeFileSync} from 'node:fs'
import {figure, median, table} from '../figures.mjs'
import {generate_news} from '../generate_news.mjs'
import {flood, load, shapes} from '../load.mjs'
import {resident_mebibytes} from '../processes.mjs'
import {rest, start_server, stop_servers} from '../servers.mjs'
import {latest_news} from '../servers/own.mjs'

export const title = 'The hot fragment beside other work'
const rounds = 7
const digits = (number) => number.toLocaleString('en')

// Alone and beside `work`, in turn. `work(running)` starts it and returns what ends it: a function, maybe of a promise. `alone_work` is
// done in the rounds alone: what the load generator's core has to do in both.
async function compare(context, server, work, alone_work = () => () => {}) {
  const running = await start_server(server)
  try {
    const busy = async () => (await load(context.folder, running.url, shapes['two request fields'], context.seconds)).p99
    const memory = [resident_mebibytes(running.child.pid)]
    const alone = []
    const beside = []
    for (let round = 0; round < rounds; ++round) {
      await rest(running)
      const end_alone = alone_work(running)
      alone.push(await busy())
      await end_alone()
      const end = work(running)
      beside.push(await busy())
      await end()
      memory.push(resident_mebibytes(running.child.pid))
    }
    const ratios = beside.map((one, index) => one / alone[index])
    return [figure(median(alone)), figure(median(beside)), `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)}-${Math.max(...ratios).toFixed(2)})`,
      `${memory[0].toFixed(1)}, ${Math.max(...memory).toFixed(1)}`]
  } finally {
    await stop_servers([running])
  }
}

async function while_swapping(context) {
  const folder = `${context.folder}/swapped`
  mkdirSync(folder, {recursive: true})
  const files = [`${folder}/39.json`, `${folder}/40.json`]
  await generate_news(39, 'json', files[0])
  await generate_news(40, 'json', files[1])
  const live = `${folder}/live.json`
  let number = 0
  const contents = files.map((file) => readFileSync(file))
  const put = (path) => {
    writeFileSync(path + '.new', contents[number++ % 2])
    renameSync(path + '.new', path)
  }
  put(live)
  const server = {...latest_news, start: (port) => ({command: [...latest_news.start(port).command, '--news', live]})}
  let editions = 0
  const every_tenth = (act) => {
    const timer = setInterval(act, 100)
    return () => clearInterval(timer)
  }
  const row = await compare(context, server, (running) => every_tenth(() => {
    put(live)
    ++editions
    running.child.kill('SIGHUP')
  }), () => every_tenth(() => put(`${folder}/unused.json`)))
  return [`${digits(editions)} editions, ten a second`, ...row]
}

async function while_flooded(context) {
  let requests = 0
  const row = await compare(context, latest_news, (running) => {
    const flooding = flood(context.folder, running.url, context.seconds)
    return async () => {
      requests += (await flooding).requests
    }
  })
  return [`${digits(requests)} queries that are new, from eight connections`, ...row]
}

export async function run(context) {
  return `Medians of ${rounds} rounds of ${context.seconds} s, without and with the other work in turn; a ratio has the least and the most in brackets. wrk
has 32 connections; it shares its core with what sends the queries and writes the files (files are written in both kinds of rounds), the server's core is
the server's alone. Memory is the resident size at the
beginning, and the most. The aim: a ratio under 2.

${table(['beside', 'p99 without, µs', 'p99 with, µs', 'ratio', 'memory, MiB'], [await while_swapping(context), await while_flooded(context)])}`
}

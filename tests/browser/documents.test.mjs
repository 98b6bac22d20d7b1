// The documents: every link between them, and into the repository, leads to a file, and every anchor to a heading.
import assert from 'node:assert/strict'
import {execFileSync} from 'node:child_process'
import {existsSync} from 'node:fs'
import {readFile} from 'node:fs/promises'
import {dirname, join, relative} from 'node:path'
import {test} from 'node:test'
import {project} from './program.mjs'

const documents = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {cwd: project, encoding: 'utf8'}).trim().split('\n')
  .filter((file) => existsSync(project + file))

// As GitHub makes them.
const anchors = (text) => [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading]) => heading.toLowerCase().replace(/[^\p{L}\p{N} _-]/gu, '').replaceAll(' ', '-'))

test('documents: every link leads somewhere', async () => {
  assert.ok(documents.length > 15, `only ${documents.length} documents`)
  const faults = []
  for (const file of documents) {
    const text = (await readFile(project + file, 'utf8')).replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '')
    for (const [, link] of text.matchAll(/\]\(([^)\s]+)\)/g)) {
      if (/^[a-z]+:/.test(link)) continue
      const [path, anchor] = link.split('#')
      const target = path === '' ? file : join(dirname(file), path)
      if (relative('', target).startsWith('..') || !existsSync(project + target)) faults.push(`${file}: ${link}: there is no such file`)
      else if (anchor && !anchors(await readFile(project + target, 'utf8')).includes(anchor)) faults.push(`${file}: ${link}: there is no such heading`)
    }
  }
  assert.deepEqual(faults, [])
})

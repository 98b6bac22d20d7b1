// Debian's DokuWiki with `htmlok`. Its syntax for feeds is not tried: Debian's SimplePie fails with every dated feed under PHP 8.
import {cp, mkdir, rm, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {assertItems, startBrowser} from '../../browser/browser.mjs'
import {share, test} from '../../browser/fixtures.mjs'
import {startProgram} from '../../browser/program.mjs'
import {startSystem, unpacked, visit} from './systems.mjs'

const pages = (news) => ({
  script: `====== News ======\n<HTML><script src="${news}/latest-news.js?limit=3"></script></HTML>\n`,
  element: `====== News ======\n<HTML><latest-news limit="3"><a href="${news}/">News</a></latest-news><script src="${news}/element.js"></script></HTML>\n`,
  frame: `====== News ======\n<HTML><iframe src="${news}/embed?limit=3" title="Latest news" width="100%" height="900" style="display:block;border:0;color-scheme:normal"></iframe><script async src="${news}/resize.js"></script></HTML>\n`,
})

async function startDokuWiki() {
  const news = await startProgram()
  const system = await startSystem('dokuwiki', {hasDatabase: false}, async ({site, folder}) => {
    const data = join(folder, 'data')
    const parts = ['attic', 'cache', 'index', 'locks', 'media', 'media_attic', 'media_meta', 'meta', 'pages', 'tmp', 'log']
    for (const part of parts) await mkdir(join(data, part), {recursive: true})
    await cp(`${unpacked}etc/dokuwiki`, join(folder, 'conf'), {recursive: true, verbatimSymlinks: true})
    for (const part of ['plugins', 'tpl']) { // links to /var/lib
      await rm(join(site, 'lib', part))
      await cp(`${unpacked}var/lib/dokuwiki/lib/${part}`, join(site, 'lib', part), {recursive: true, verbatimSymlinks: true})
    }
    await writeFile(join(site, 'inc/preload.php'), `<?php define('DOKU_CONF', '${folder}/conf/');\n`)
    await writeFile(join(folder, 'conf/local.php'), `<?php
$conf['savedir'] = '${data}'; $conf['title'] = 'A partner'; $conf['useacl'] = 0; $conf['htmlok'] = 1; $conf['updatecheck'] = 0; $conf['template'] = 'dokuwiki';\n`)
    for (const [name, text] of Object.entries(pages(news.origin))) await writeFile(join(data, `pages/${name}.txt`), text)
  })
  return {...system, news, stop: async () => { await system.stop(); await news.stop() }}
}

const shared = share({site: startDokuWiki, browser: startBrowser})
const check = (name, body) => test(`DokuWiki: ${name}`, () => visit(shared.browser, `${shared.site.origin}/doku.php?id=${name}`, `dokuwiki-${name}`, body))

for (const name of ['script', 'element']) check(name, (page) => assertItems(page.locator('latest-news'), 3))
check('frame', (page) => assertItems(page.frameLocator('iframe').locator('body'), 3))

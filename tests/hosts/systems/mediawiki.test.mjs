// Debian's MediaWiki with its own database: raw HTML where the wiki allows it, placeholders where it does not.
import assert from 'node:assert/strict'
import {readFile, rm, symlink, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {assertItems, startBrowser} from '../../browser/browser.mjs'
import {share, test} from '../../browser/fixtures.mjs'
import {startProgram} from '../../browser/program.mjs'
import {php, startSystem, visit} from './systems.mjs'

const pages = (news) => ({
  Script: `<html><script src="${news}/latest-news.js?limit=3"></script></html>`,
  Frame: `<html><iframe src="${news}/embed?limit=3" title="Latest news" width="100%" height="900" style="display:block;border:0;color-scheme:normal"></iframe><script async src="${news}/resize.js"></script></html>`,
  Placeholder: `<div data-latest-news data-limit="3">[${news}/ News]</div>`,
})

async function startMediaWiki() {
  const news = await startProgram()
  const system = await startSystem('mediawiki', {hasDatabase: true}, async ({site, origin, socket}) => {
    for (const link of ['config', 'images', 'extensions']) await rm(join(site, link), {force: true})
    await symlink('extensions-core', join(site, 'extensions'))
    await php([join(site, 'maintenance/install.php'), '--dbtype=mysql', `--dbserver=localhost:${socket}`, '--dbname=wiki', '--dbuser=root', '--dbpass=', '--installdbuser=root', '--installdbpass=',
      '--scriptpath=', `--server=${origin}`, '--lang=en', '--pass=a-long-password', '--confpath=' + site, 'A partner', 'Admin'])
    const settings = join(site, 'LocalSettings.php')
    await writeFile(settings, (await readFile(settings, 'utf8')) + `
$wgRawHtml = true; $wgJobRunRate = 0; $wgUseSiteJs = true; $wgCacheDirectory = false;
if (is_dir(__DIR__ . '/skins/Vector')) { wfLoadSkin('Vector'); $wgDefaultSkin = 'vector'; }
`)
    const all = {...pages(news.origin), 'MediaWiki:Common.js': `mw.loader.load('${news.origin}/element.js')`}
    for (const [title, text] of Object.entries(all)) {
      const done = php([join(site, 'maintenance/edit.php'), '--user=Admin', title])
      done.child.stdin.end(text)
      await done
    }
  })
  return {...system, news, stop: async () => { await system.stop(); await news.stop() }}
}

const shared = share({site: startMediaWiki, browser: startBrowser})
const check = (name, body) => test(`MediaWiki: ${name}`, () => visit(shared.browser, `${shared.site.origin}/index.php?title=${name}`, `mediawiki-${name.toLowerCase()}`, body))

check('Script', (page) => assertItems(page.locator('latest-news'), 3))
check('Frame', (page) => assertItems(page.frameLocator('iframe').locator('body'), 3))
check('Placeholder', async (page) => {
  await assertItems(page.locator('[data-latest-news]'), 3)
  assert.equal(await page.locator('#mw-content-text [data-latest-news]').count(), 1)
})

// Debian's WordPress with its own database: the news in each way that an author would use.
import assert from 'node:assert/strict'
import {cp, mkdir, readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import {assertItems, startBrowser} from '../../browser/browser.mjs'
import {share, test, until} from '../../browser/fixtures.mjs'
import {startProgram} from '../../browser/program.mjs'
import {php, startSystem, unpacked, visit} from './systems.mjs'

const quoted = (text) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
const themes = `${unpacked}usr/share/wordpress/wp-content/themes`

// Posts by name: [content, is it an administrator's].
const posts = (news) => ({
  address: [`<p>Before</p>\n\n${news}/embed?limit=3\n\n<p>After</p>`, false],
  'address-of-first-page': [`<p>Before</p>\n\n${news}/\n\n<p>After</p>`, false],
  'rss-block': [`<!-- wp:rss {"feedURL":"${news}/news.rss?limit=4","itemsToShow":3} /-->`, false],
  script: [`<!-- wp:html --><script src="${news}/latest-news.js?limit=3"></script><!-- /wp:html -->`, true],
  element: [`<!-- wp:html --><latest-news limit="3"><a href="${news}/">News</a></latest-news><script src="${news}/element.js"></script><!-- /wp:html -->`, true],
  frame: [`<!-- wp:html --><iframe src="${news}/embed?limit=3" title="Latest news" loading="lazy" width="100%" height="900" style="display:block;border:0;color-scheme:normal"></iframe><script async src="${news}/resize.js"></script><!-- /wp:html -->`, true],
  'data-of-an-author': [`<!-- wp:html --><div data-latest-news data-limit="3"><a href="${news}/">News</a></div><script>bad()</script><!-- /wp:html -->`, false],
})

async function startWordPress() {
  const news = await startProgram()
  const ids = {}
  const system = await startSystem('wordpress', {hasDatabase: true}, async ({site, origin, socket}) => {
    await mkdir(join(site, 'wp-content/mu-plugins'), {recursive: true})
    await cp(themes, join(site, 'wp-content/themes'), {recursive: true, force: true, verbatimSymlinks: true})
    const theme = (await readdir(join(site, 'wp-content/themes'))).find((name) => name.startsWith('twenty'))
    await writeFile(join(site, 'wp-config.php'), `<?php
define('DB_NAME', 'wordpress'); define('DB_USER', 'root'); define('DB_PASSWORD', ''); define('DB_HOST', 'localhost:${socket}');
define('DB_CHARSET', 'utf8mb4'); define('DB_COLLATE', '');
$table_prefix = 'wp_';
define('AUTH_KEY', 'test'); define('SECURE_AUTH_KEY', 'test'); define('LOGGED_IN_KEY', 'test'); define('NONCE_KEY', 'test');
define('AUTH_SALT', 'test'); define('SECURE_AUTH_SALT', 'test'); define('LOGGED_IN_SALT', 'test'); define('NONCE_SALT', 'test');
define('WP_HTTP_BLOCK_EXTERNAL', false); define('DISABLE_WP_CRON', true); define('AUTOMATIC_UPDATER_DISABLED', true); define('WP_AUTO_UPDATE_CORE', false);
if (!defined('ABSPATH')) define('ABSPATH', __DIR__ . '/');
require_once ABSPATH . 'wp-settings.php';
`)
    // WordPress asks no loopback address and no unusual port by itself. The last line is what a theme does for its authors' placeholders.
    await writeFile(join(site, 'wp-content/mu-plugins/test.php'), `<?php
add_filter('http_request_host_is_external', '__return_true');
add_filter('http_allowed_safe_ports', fn() => [${new URL(news.origin).port}, ${new URL(origin).port}]);
add_filter('pre_http_request', fn($no, $arguments, $url) => str_contains($url, '127.0.0.1') ? $no : new WP_Error('test', 'loopback only'), 10, 3);
add_action('wp_enqueue_scripts', fn() => wp_enqueue_script('latest-news', '${news.origin}/element.js', [], null, true));
`)
    const install = `<?php
$_SERVER['HTTP_HOST'] = '${new URL(origin).host}'; $_SERVER['SERVER_PROTOCOL'] = 'HTTP/1.1'; $_SERVER['REQUEST_METHOD'] = 'GET';
$database = new mysqli('localhost', 'root', '', '', 0, '${socket}'); $database->query('CREATE DATABASE wordpress');
define('WP_INSTALLING', true);
require '${site}/wp-load.php'; require ABSPATH . 'wp-admin/includes/upgrade.php';
function wp_mail() { return true; }
wp_install('A partner', 'admin', 'admin@partner.example', true, '', 'password');
update_option('siteurl', '${origin}'); update_option('home', '${origin}'); switch_theme('${theme}');
$author = wp_insert_user(['user_login' => 'author', 'user_pass' => 'password', 'role' => 'author', 'user_email' => 'author@partner.example']);
$ids = [];
${Object.entries(posts(news.origin)).map(([name, [content, isAdministrator]]) => `
wp_set_current_user(${isAdministrator ? 1 : '$author'}); kses_init();
$ids['${name}'] = wp_insert_post(wp_slash(['post_title' => '${name}', 'post_content' => ${quoted(content)}, 'post_status' => 'publish', 'post_author' => ${isAdministrator ? 1 : '$author'}]), true);`).join('')}
echo "IDS", json_encode($ids);
`
    await writeFile(join(site, '../install.php'), install)
    const {stdout} = await php([join(site, '../install.php')])
    Object.assign(ids, JSON.parse(stdout.split('IDS')[1]))
  })
  return {...system, news, url: (name) => `${system.origin}/?p=${ids[name]}`, stop: async () => { await system.stop(); await news.stop() }}
}

const shared = share({site: startWordPress, browser: startBrowser})
const check = (name, body) => test(`WordPress: ${name}`, () => visit(shared.browser, shared.site.url(name), `wordpress-${name}`, body))

for (const name of ['address', 'address-of-first-page']) {
  check(name, async (page) => {
    const frame = page.frameLocator('iframe.wp-embedded-content')
    await frame.locator('article').first().waitFor()
    await until(async () => {
      const [height, needed] = [await page.locator('iframe.wp-embedded-content').evaluate((element) => element.offsetHeight), await frame.locator('body').evaluate((body) => body.ownerDocument.documentElement.scrollHeight)]
      return height === Math.min(1000, Math.max(200, needed))
    }, async () => `the frame is ${await page.locator('iframe.wp-embedded-content').evaluate((element) => `${element.offsetHeight} px high`)}`)
    assert.equal(await page.locator('blockquote.wp-embedded-content').isVisible(), false)
  })
}
check('rss-block', async (page) => {
  assert.equal(await page.locator('.wp-block-rss__item').count(), 3)
  assert.match(await page.locator('.wp-block-rss__item a').first().textContent(), /World Day against Trafficking/)
})
for (const name of ['script', 'element']) check(name, (page) => assertItems(page.locator('latest-news'), 3))
check('frame', async (page) => {
  const frame = page.frameLocator('iframe[src*="/embed"]')
  await assertItems(frame.locator('body'), 3)
  await until(() => page.locator('iframe[src*="/embed"]').evaluate((element) => element.offsetHeight !== 900), () => 'the frame keeps its 900 px')
})
check('data-of-an-author', async (page) => {
  await assertItems(page.locator('[data-latest-news]'), 3)
  assert.ok(!(await page.content()).includes('<script>bad()'))
})

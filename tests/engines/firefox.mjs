// Debian's Firefox, driven by WebDriver BiDi. Gives open(address) -> {evaluate(function, ...values), close()}, and stop().
import puppeteer from 'puppeteer-core'

export async function startFirefox() {
  const browser = await puppeteer.launch({browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: true})
  return {
    async open(address) {
      const page = await browser.newPage()
      await page.setViewport({width: 1000, height: 800})
      await page.goto(address)
      return {evaluate: (...words) => page.evaluate(...words), close: () => page.close()}
    },
    stop: () => browser.close(),
  }
}

// Differences between two galleries, for review: node tests/gallery/compare.mjs BEFORE NOW DIFFERENCES
// Writes an image for each screenshot that differs, and prints a line for it.
import {mkdir, readFile, readdir, writeFile} from 'node:fs/promises'
import {join} from 'node:path'
import pixelmatch from 'pixelmatch'
import {PNG} from 'pngjs'

const [before, now, differences] = process.argv.slice(2)
if (!differences) {
  console.error('usage: node tests/gallery/compare.mjs BEFORE NOW DIFFERENCES')
  process.exit(2)
}
await mkdir(differences, {recursive: true})

const pictures = async (folder) => (await readdir(folder)).filter((name) => name.endsWith('.png'))
const [old, all] = [await pictures(before), await pictures(now)]
for (const name of old.filter((one) => !all.includes(one))) console.log(`${name}: is gone`)

// On a canvas of the larger size: a list that has become longer differs in its new part.
function onCanvas(image, width, height) {
  const canvas = new PNG({width, height, fill: true})
  PNG.bitblt(image, canvas, 0, 0, image.width, image.height, 0, 0)
  return canvas
}

let count = 0
for (const name of all) {
  if (!old.includes(name)) {
    console.log(`${name}: is new`)
    continue
  }
  const [a, b] = await Promise.all([before, now].map(async (folder) => PNG.sync.read(await readFile(join(folder, name)))))
  const [width, height] = [Math.max(a.width, b.width), Math.max(a.height, b.height)]
  const shown = new PNG({width, height})
  const changed = pixelmatch(onCanvas(a, width, height).data, onCanvas(b, width, height).data, shown.data, width, height, {threshold: 0.1})
  if (changed === 0) continue
  ++count
  await writeFile(join(differences, name), PNG.sync.write(shown))
  console.log(`${name}: ${(100 * changed / width / height).toFixed(2)} % of the pixels, ${a.width} x ${a.height} before, ${b.width} x ${b.height} now`)
}
console.log(`gallery: ${count} of ${all.length} screenshots differ; see ${differences}`)

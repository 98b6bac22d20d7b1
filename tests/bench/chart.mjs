// Lines over a logarithmic number of items, as an SVG that reads in the dark too.
const width = 760
const height = 420
const left = 60
const right = 200
const top = 44
const bottom = 50
const colours = ['#0b61a4', '#a4460b', '#2e7d32', '#8e24aa', '#b00020', '#00696b', '#5d4037']

const escape = (text) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

// {title, x, y, series: [{name, points: [[x, y], ...]}]}
export function draw_chart({title, x, y, series}) {
  const xs = [...new Set(series.flatMap(({points}) => points.map(([value]) => value)))].sort((one, other) => one - other)
  const most = Math.max(...series.flatMap(({points}) => points.map(([, value]) => value)))
  const step = 10 ** Math.floor(Math.log10(most)) / (most / 10 ** Math.floor(Math.log10(most)) < 3 ? 2 : 1)
  const highest = Math.ceil(most / step) * step
  const from = Math.log10(xs[0])
  const to = Math.log10(xs.at(-1))
  const place_x = (value) => left + (Math.log10(value) - from) / (to - from) * (width - left - right)
  const place_y = (value) => height - bottom - value / highest * (height - top - bottom)
  const text = (at_x, at_y, words, attributes = '') => `<text x="${at_x.toFixed(1)}" y="${at_y.toFixed(1)}" ${attributes}>${escape(words)}</text>`
  const parts = [text(left, 18, title, 'font-weight="bold"')]
  for (let value = 0; value <= highest + step / 2; value += step) {
    parts.push(`<path d="M${left} ${place_y(value).toFixed(1)}H${width - right}" stroke="#808080" stroke-opacity="0.3"/>`,
      text(left - 8, place_y(value) + 4, String(value), 'text-anchor="end"'))
  }
  for (const value of xs) parts.push(text(place_x(value), height - bottom + 20, value.toLocaleString('en'), 'text-anchor="middle"'))
  parts.push(text((left + width - right) / 2, height - 10, x, 'text-anchor="middle"'), text(12, top - 10, y))
  // Names stand beside the ends of their lines, from the lowest up, never over one another.
  let lowest = Infinity
  const ends = series.map(({points}, index) => ({index, at: place_y(points.at(-1)[1])})).sort((one, other) => other.at - one.at)
  for (const {index, at} of ends) {
    const {name, points} = series[index]
    const colour = colours[index % colours.length]
    const label = Math.min(at + 4, lowest - 16)
    lowest = label
    parts.push(`<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map(([one, other]) => `${place_x(one).toFixed(1)},${place_y(other).toFixed(1)}`).join(' ')}"/>`,
      text(width - right + 8, label, name, `fill="${colour}"`))
  }
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" font-family="sans-serif" font-size="13" fill="#404040">
<rect width="${width}" height="${height}" fill="#ffffff"/>
${parts.join('\n')}
</svg>
`
}

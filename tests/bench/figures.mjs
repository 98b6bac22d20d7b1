// Numbers to text.
export function median(values) {
  const sorted = [...values].sort((one, other) => one - other)
  const middle = sorted.length >> 1
  return sorted.length % 2 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

export const percentile = (values, share) => [...values].sort((one, other) => one - other)[Math.ceil(values.length * share) - 1]

// Three significant digits; digits before the decimal point are never dropped.
export const figure = (value) => (value >= 100 ? Math.round(value).toLocaleString('en') : value.toPrecision(3))

export function table(columns, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(columns), line(columns.map((_, index) => (index ? '---:' : '---'))), ...rows.map(line)].join('\n')
}

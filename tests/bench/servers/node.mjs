// node-server/: its answer, and the page that it renders with mustache at each request (same items, other bytes).
const node = (name, target) => ({
  name,
  target,
  missing: () => false,
  version: () => process.versions.node,
  start: (port, answer) => ({
    command: [process.execPath, 'build/bench/node-server/server.mjs', String(port), `${answer.folder}/head`, `${answer.folder}/body`, 'static/news.json'],
  }),
})

export const node_prepared = node('Node.js')
export const node_rendered = node('Node.js, mustache at each request', '/rendered')

// The files of deploy/ that nothing starts here: the manifests and the dashboard against the schemas of Kubernetes and Grafana, the
// alerts and the dashboard against the program's metrics.
import assert from 'node:assert/strict'
import {execFile} from 'node:child_process'
import {readFile} from 'node:fs/promises'
import {promisify} from 'node:util'
import Ajv from 'ajv'
import {Deployment} from 'kubernetes-models/apps/v1'
import {PodDisruptionBudget} from 'kubernetes-models/policy/v1'
import {ConfigMap, Service} from 'kubernetes-models/v1'
import {createGenerator} from 'ts-json-schema-generator'
import {parse, parseAllDocuments} from 'yaml'
import {startAdministered} from './administered.mjs'
import {share, test} from './fixtures.mjs'
import {programFile, project} from './program.mjs'
import {cases, lines, onPaper, simulate} from '../../deploy/sizing.mjs'

const run = promisify(execFile)
const read = (path) => readFile(project + 'deploy/' + path, 'utf8')
// Port 1 refuses: a metric of purges is there.
const shared = share({news: () => startAdministered('--purge', 'http://127.0.0.1:1/')})

test('deploy: the Kubernetes manifests fit its schemas, and the configuration in them is right', async () => {
  const kinds = {ConfigMap, Deployment, PodDisruptionBudget, Service}
  const documents = parseAllDocuments(await read('kubernetes/latest-news.yaml')).map((one) => one.toJS())
  for (const document of documents) new kinds[document.kind](document).validate()
  const {data} = documents.find(({kind}) => kind === 'ConfigMap')
  const check = (words, text) => { const child = run(programFile, words); child.child.stdin.end(text); return child }
  const {stdout} = await check(['check', '-'], data['page.txt'])
  assert.match(stdout, /^1 items?, /)
  const {containers: [container]} = documents.find(({kind}) => kind === 'Deployment').spec.template.spec
  assert.deepEqual(container.ports.map(({containerPort}) => containerPort), [8080, 9090])
  for (const address of ['listen = 0.0.0.0:8080', 'admin = 0.0.0.0:9090']) assert.ok(data['latest-news.conf'].includes(address))
})

test("deploy: Grafana's dashboard fits Grafana's schema", async () => {
  const types = project + 'tests/browser/grafana-dashboard.ts'
  const schema = createGenerator({path: types, type: '*', additionalProperties: false, skipTypeCheck: true}).createSchema('*')
  const schemas = new Ajv({allErrors: true, strict: false}).addSchema(schema, 'grafana')
  const fits = (value, where) => {
    const validate = schemas.getSchema('grafana#/definitions/' + where)
    assert.ok(validate, `${where} is not in grafana-dashboard.ts`)
    validate(value)
    assert.deepEqual(validate.errors ?? [], [], where)
  }
  const dashboard = JSON.parse(await read('grafana/latest-news.json'))
  fits(dashboard, 'WholeDashboard')
  for (const panel of dashboard.panels) {
    fits(panel, 'AnyPanel')
    fits(panel.options, `Options/properties/${panel.type}`)
    fits(panel.fieldConfig.defaults.custom ?? {}, `Fields/properties/${panel.type}`)
  }
  assert.throws(() => fits({...dashboard, tilte: ''}, 'WholeDashboard'))
})

test('deploy: every metric of the alerts and of the dashboard is one of the program', async () => {
  const metrics = await shared.news.admin('/metrics')
  const known = new Set([...metrics.matchAll(/^# TYPE (\S+) (\S+)/gm)].flatMap(([, name, type]) => type === 'histogram' ? [name + '_bucket', name + '_sum', name + '_count'] : [name]))
  known.add('latest_news_edition_lag_seconds') // from the first change on
  const alerts = parse(await read('prometheus/alerts.yml')).groups.flatMap(({rules}) => rules.map(({expr}) => expr))
  const dashboard = JSON.parse(await read('grafana/latest-news.json'))
  const panels = dashboard.panels.flatMap(({targets}) => targets.map(({expr}) => expr))
  assert.ok(alerts.length >= 9 && panels.length >= 12)
  for (const expression of [...alerts, ...panels]) {
    for (const [name] of expression.matchAll(/latest_news_\w+/g)) assert.ok(known.has(name), `${name}, in ${expression}`)
  }
  const places = dashboard.panels.map(({id, gridPos: {x, y, w, h}}) => [id, x, y, w, h])
  for (const [id, x, y, w, h] of places) {
    assert.ok(x + w <= 24, `panel ${id} is too wide`)
    for (const [other, x2, y2, w2, h2] of places) assert.ok(id === other || x + w <= x2 || x2 + w2 <= x || y + h <= y2 || y2 + h2 <= y, `panels ${id} and ${other} overlap`)
  }
})

test('deploy: the sizes in README.md are those on paper, and a simulation gives the same', async () => {
  for (const one of cases) {
    const ratio = simulate(one) / onPaper(one)
    assert.ok(ratio > 0.97 && ratio < 1.03, `${JSON.stringify(one)}: ${ratio}`)
  }
  const text = await read('README.md')
  for (const line of lines()) assert.ok(text.includes(line + '\n'), `deploy/README.md lacks the line\n${line}`)
})

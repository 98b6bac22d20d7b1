// What deploy-files.test.mjs makes a JSON Schema of: Grafana's own types of a dashboard, and of the options of each type of panel.
import type {Options as BarGauge} from '@grafana/schema/dist/types/raw/composable/bargauge/panelcfg/x/types.gen'
import type {Options as Stat} from '@grafana/schema/dist/types/raw/composable/stat/panelcfg/x/types.gen'
import type {FieldConfig as TimeSeriesField, Options as TimeSeries} from '@grafana/schema/dist/types/raw/composable/timeseries/panelcfg/x/types.gen'
import type {Dashboard, Panel} from '@grafana/schema/dist/types/raw/dashboard/x/types.gen'

export type WholeDashboard = Dashboard
export type AnyPanel = Panel
// Grafana completes what is absent.
export type Options = {bargauge: Partial<BarGauge>, stat: Partial<Stat>, timeseries: Partial<TimeSeries>}
export type Fields = {bargauge: {}, stat: {}, timeseries: Partial<TimeSeriesField>}

// The names of the locales: the files of widget/locales.
import {readdirSync} from 'node:fs'
import {project} from './program.mjs'

export const languages = readdirSync(project + 'widget/locales').map((name) => name.replace('.json', '')).sort()

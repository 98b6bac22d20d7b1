// The rules for JavaScript: ESLint's recommended ones, and a few against old habits. `make lint` runs them.
import js from '@eslint/js';
import globals from 'globals';

const named = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

const rules = {
  ...js.configs.recommended.rules,
  eqeqeq: ['error', 'always', {null: 'ignore'}],
  'no-var': 'error',
  'prefer-const': 'error',
  'no-unused-vars': ['error', {caughtErrors: 'none'}],
};

// list.js is pasted into the scripts that load a list; its names are theirs. `list`, `styles`, `languages`, `own` and `reserves` are parameters.
const list = ['turns', 'lists', 'shown', 'shared', 'all', 'bodyTags', 'address', 'build', 'ask', 'show', 'tell', 'openTags', 'once'];

export default [
  {
    files: ['widget/scripts/*.js'],
    languageOptions: {sourceType: 'script', globals: {...globals.browser, ...named(['styles', 'list', 'languages', 'own', 'reserves'])}},
    rules: {...rules, 'no-unused-vars': ['error', {vars: 'local', caughtErrors: 'none'}]},
  },
  {files: ['widget/scripts/{latest-news,element}.js'], languageOptions: {globals: named([...list, 'sheet'])}},
  // Parts of tests run in the page.
  {files: ['tests/**/*.mjs'], languageOptions: {sourceType: 'module', globals: {...globals.browser, ...globals.node, ...named(['crossOriginIsolated'])}}, rules},
];

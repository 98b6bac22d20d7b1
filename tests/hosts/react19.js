// What React 19 no longer has: one file for pages without a bundler.
export * as React from 'react19'
export * as ReactDOM from 'react-dom19/client'

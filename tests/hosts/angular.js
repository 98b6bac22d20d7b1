// Angular with its compiler, for pages without a bundler. Its own global name is ng. The compiler must be there before any component.
// It is exported, as esbuild leaves out an import that nothing uses.
export * as compiler from '@angular/compiler'
export * as core from '@angular/core'
export {bootstrapApplication} from '@angular/platform-browser'

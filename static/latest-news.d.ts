// Types of <latest-news>, for TypeScript and JSX. Get this file, or name it: /// <reference path="latest-news.d.ts" />

/** What a list can be asked: the same names and values as in the query of `/latest-news.js`. */
interface LatestNewsAttributes {
  /** Items on a page, 1 to 100; 10 by default. */
  limit?: number | string
  /** From 1. */
  page?: number | string
  /** Items of this day and later, YYYY-MM-DD. */
  since?: string
  /** Items of this day and earlier, YYYY-MM-DD. */
  until?: string
  /** Words that items must have. */
  q?: string
  /** Words that items must not have. */
  exclude?: string
  /** Tags, with commas between them. */
  tag?: string
  order?: 'newest' | 'source'
  /** The name of a layout. */
  layout?: string
  /** What an item shows of its text. */
  summary?: 'short' | 'full' | 'none'
  theme?: 'auto' | 'light' | 'dark'
  /** A button that adds the next page in place. */
  more?: 'on' | 'off'
  /** Seconds after which the list is renewed while the page is visible; at least 60. */
  refresh?: number | string
  /** For how many items the height is reserved before they are there. */
  rows?: number | string
}

interface LatestNewsElement extends HTMLElement {
  /** Fetches the list again. Never rejects: `latest-news:error` says what went wrong. */
  update(): Promise<void>
}

interface HTMLElementTagNameMap {
  'latest-news': LatestNewsElement
}

interface HTMLElementEventMap {
  /** The list is shown. It bubbles, also out of shadow roots. */
  'latest-news:ready': CustomEvent<undefined>
  /** The list could not be had; what was shown before stays. `detail.message` says why. */
  'latest-news:error': CustomEvent<Error>
}

declare namespace JSX {
  interface IntrinsicElements {
    'latest-news': LatestNewsAttributes & {children?: unknown, class?: string, className?: string, id?: string, key?: unknown, ref?: unknown, slot?: string}
  }
}

// Types of <latest-news>, for TypeScript and JSX. Get this file, or name it: /// <reference path="latest-news.d.ts" />

/** What a list can be asked: the same names and values as in the query of `/latest-news.js`. */
interface LatestNewsAttributes {
  /** Items on a page, 1 to 100; 10 by default. */
  partner?: string
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
  /** The language of dates and words, and of the items if the feed has some in it; the page's by default. */
  lang?: string
  /** With lang: the items in other languages follow. */
  fallback?: 'on' | 'off'
  /** The name of a layout: list, headlines, cards or timeline, or one of the server's own. */
  layout?: string
  theme?: 'auto' | 'light' | 'dark'
  /** Six hexadecimal digits: the colour of links and marks. */
  accent?: string
  /** The feed's heading, none, or this one. */
  heading?: 'on' | 'off' | (string & {})
  /** The level of the heading, 2 to 6. */
  level?: number | string
  date?: 'long' | 'short' | 'none'
  /** What an item shows of its text. */
  summary?: 'short' | 'full' | 'none'
  /** The items' images. Each is a request to the image's host. */
  images?: 'on' | 'off'
  /** A link "more" below each item. */
  'more-link'?: 'auto' | 'on' | 'off'
  target?: '_top' | '_blank' | '_self' | '_parent'
  /** The link to all news. */
  footer?: 'on' | 'off'
  /** A list without items says so, or shows nothing. */
  empty?: 'text' | 'hide'
  /** Our stylesheet, or none: then the page's own rules apply. */
  styles?: 'on' | 'off'
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

/** The mark of all three faces in the browser's tab; browsers that ask by habit for /favicon.ico get the same. */
export const faviconPath = '/favicon.svg'

/** Its drawing: 民桥's mark. */
export const favicon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect x="1" y="1" width="30" height="30" rx="3.4" fill="#B5371F"/>' +
  '<path d="M1 14.6C8.8 14.4 10.2 7.6 16 7.6s7.2 6.8 15 7v4.8H22a6 6 0 0 0-12 0H1z" fill="#fff"/>' +
  '<path d="M10.8 22a5.2 5.2 0 0 0 10.4 0" fill="none" stroke="#fff" stroke-width="1.6"/></svg>'

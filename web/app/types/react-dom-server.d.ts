/** The streaming renderer that needs no Node; react-dom ships it without types of its own. */
declare module 'react-dom/server.browser' {
  export * from 'react-dom/server';
}

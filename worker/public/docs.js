// /docs is for trying out, /redoc for reading: the same document without buttons.
const reading = location.pathname === '/redoc';
SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  docExpansion: 'list',
  displayOperationId: true,
  ...(reading && { supportedSubmitMethods: [] }),
});

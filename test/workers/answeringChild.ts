import { createServer } from 'node:http';

/** A worker that answers with its process number. */
const server = createServer((_, response) => response.end(String(process.pid)));
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as { readonly port: number }).port }));

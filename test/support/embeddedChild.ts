import { openClient } from '../../src/db/client.js';
import { openEmbedded } from '../../src/db/embedded/index.js';

/**
 * Run by tests as a process of its own: opens the embedded database of the folder given (second argument: the
 * folder of binaries), prints the server's socket
 * folder, and leaves when its input ends or on SIGINT, after one more query; prints `closed`. It never calls
 * `process.exit`. Failures are printed as `name: message`.
 */
async function main(dataDir: string, nativeDir?: string): Promise<void> {
  const database = await openEmbedded({ dataDir, throwaway: true, ...(nativeDir === undefined ? {} : { nativeDir }) });
  // Before the line: whoever reads it may interrupt at once.
  const left = new Promise((resolve) => {
    process.once('SIGINT', resolve);
    process.stdin.once('end', resolve).resume();
  });
  console.log(database.target.socketDir);
  await left;
  process.stdin.destroy();
  const client = openClient(database.target, { max: 1 });
  await client`select 1`;
  await client.end();
  await database.close();
  console.log('closed');
}

await main(process.argv[2] ?? '', process.argv[3]).catch((error: Error) =>
  console.log(`${error.name}: ${error.message}`),
);

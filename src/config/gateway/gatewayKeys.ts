import { z } from 'zod';
import { bounded } from '../bounded.js';
import { headersToSet } from './headerKeys.js';
import { remoteKeys, remoteShape } from './remoteKeys.js';
import { fileOrUrlKey, urlKey } from './urlKey.js';

const notAName =
  'is not the name of a subgraph: letters, digits, _ and - (64 at most, a letter first), such as loyalty';

const graphName = z
  .string('is missing: name the subgraph, e.g. loyalty')
  .regex(/^[A-Za-z][A-Za-z0-9_-]{0,63}$/, notAName);

const subgraph = z.strictObject({
  name: graphName,
  url: urlKey,
  /** Its SDL: a file or an address; left out: the subgraph is asked for it, `{ _service { sdl } }`. */
  sdl: fileOrUrlKey.optional(),
  /** What the address of `sdl` is asked with. */
  sdlHeaders: headersToSet.optional(),
  ...remoteShape,
});

/** Names that a supergraph can tell apart: its enum of graphs has neither case nor hyphens. */
const folded = (name: string): string => name.toLowerCase().replaceAll('-', '_');

interface Named {
  readonly local: string | false;
  readonly subgraphs?: readonly { readonly name: string }[] | undefined;
}

function refuseOneNameTwice({ local, subgraphs = [] }: Named, context: z.RefinementCtx): void {
  const names = subgraphs.map(({ name }) => folded(name));
  names.forEach((name, n) => {
    const first = names.indexOf(name);
    const at = (message: string) => context.addIssue({ code: 'custom', path: ['subgraphs', n, 'name'], message });
    if (first !== n) at(`is "${subgraphs[first]?.name}" a second time; case and - or _ do not tell names apart`);
    if (local !== false && folded(local) === name)
      at(`is the name of this server's own subgraph, gateway.local, which is "${local}"`);
  });
}

/** The key `gateway:`: which subgraphs this server joins with its own. Without it the server is a subgraph and no gateway. */
export const gatewayKeys = z
  .strictObject({
    /** The name of this server's own subgraph in the supergraph; false: it only joins those of others. */
    local: z.union([z.literal(false), graphName], `${notAName}, nor false`).default('facet'),
    subgraphs: z
      .array(subgraph, 'is no list of subgraphs')
      .min(1, 'is an empty list: leave "gateway:" out where there is nothing to join')
      .max(200, 'has more than 200 subgraphs')
      .optional(),
    /** A supergraph that was composed elsewhere: a file or an address. */
    supergraph: fileOrUrlKey.optional(),
    supergraphHeaders: headersToSet.optional(),
    /** How the subgraphs of a ready supergraph are called, by name; and where, if not there where it says. */
    overrides: z.record(z.string(), z.strictObject({ url: urlKey.optional(), ...remoteShape })).optional(),
    /** How subgraphs are called that do not say so themselves. */
    defaults: remoteKeys.optional(),
    /** Seconds between two looks for a new SDL or supergraph. */
    pollSeconds: bounded(0.1, 86_400).default(30),
    /** Whether subgraphs are composed that take members of inputs and enums, or arguments, from each other. */
    allowLosses: z.boolean('is neither true nor false').default(false),
  })
  .superRefine((keys, context) => {
    const { subgraphs, supergraph, supergraphHeaders, overrides } = keys;
    const say = (key: string, message: string) => context.addIssue({ code: 'custom', path: [key], message });
    if (subgraphs === undefined && supergraph === undefined)
      say('subgraphs', 'is missing: name the subgraphs to compose, or a ready one with "supergraph:"');
    if (subgraphs !== undefined && supergraph !== undefined)
      say('supergraph', 'stands beside "subgraphs": a supergraph is either ready or composed here; name one of both');
    if (supergraph === undefined && supergraphHeaders !== undefined)
      say('supergraphHeaders', 'are for the address of "supergraph", which is not given');
    if (supergraph === undefined && overrides !== undefined)
      say('overrides', 'are for the subgraphs of a ready "supergraph"; put these keys at the subgraphs themselves');
    refuseOneNameTwice(keys, context);
  });

export type GatewayKeys = z.infer<typeof gatewayKeys>;

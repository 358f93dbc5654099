import type { IResolvers } from '@graphql-tools/utils';

/** A part of a graph: a subgraph, or the whole as one schema. */
export interface Part {
  readonly sdl: string;
  readonly resolvers?: IResolvers;
}

/** What several subgraphs are, and the same as one schema that was written by hand over the same data. */
export interface World {
  readonly subgraphs: Readonly<Record<string, Part>>;
  readonly whole: Part;
  /** What is asked, with variables where it has any. */
  readonly documents: readonly (string | readonly [document: string, variables: Readonly<Record<string, unknown>>])[];
  /** Fields that random operations leave out, because what they give depends on who is asked. */
  readonly leaveOut?: readonly string[];
  /** The documents that stitching answers otherwise, with the reason. */
  readonly unstitched?: Readonly<Record<string, string>>;
}

const imports = [
  '@key',
  '@requires',
  '@provides',
  '@external',
  '@shareable',
  '@override',
  '@inaccessible',
  '@interfaceObject',
  '@tag',
];

/** What every subgraph of federation 2 begins with. */
export const link = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.3", import: ${JSON.stringify(imports)})\n`;

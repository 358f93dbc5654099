import { print } from 'graphql';
import type { Supergraph } from '../../supergraph/Supergraph.js';
import type { Engine } from '../Engine.js';
import { StitchedStep } from './StitchedStep.js';
import { subschemaExecutor } from './subschemaExecutor.js';

/** The engine over stitched schemas, for platforms on which the planner does not load. */
export async function createStitchingEngine({ sdl, joins }: Supergraph): Promise<Engine> {
  const { getStitchedSchemaFromSupergraphSdl } = await import('@graphql-tools/federation');
  const schema = getStitchedSchemaFromSupergraphSdl({
    supergraphSdl: sdl,
    onSubschemaConfig(subschema) {
      subschema.executor = subschemaExecutor(
        joins.graphNamed(subschema.name) ?? subschema.name,
      ) as typeof subschema.executor;
    },
  });
  return {
    name: 'stitching',
    // It draws for each field by itself.
    percentages: [],
    prepare: (document) => Promise.resolve({ step: new StitchedStep(schema, document), size: print(document).length }),
  };
}

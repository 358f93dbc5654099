import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Kind, parse, type InputObjectTypeDefinitionNode, type TypeNode } from 'graphql';
import { z } from 'zod';
import { packageRoot } from '../../src/lib/process/packageRoot.js';
import { definitionForm } from '../../src/segments/definition/definitionForm.js';

/** A part of a JSON schema, as far as descriptions need it. */
interface Part {
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, Part>>;
  readonly items?: Part;
  description?: string;
}

type Inputs = ReadonlyMap<string, InputObjectTypeDefinitionNode>;

const named = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : named(type.type));

/** Describes a part as its input of GraphQL is described, and what is below it; parts that several use are described once. */
function describe(
  part: Part,
  input: string,
  root: { readonly $defs: Readonly<Record<string, Part>> },
  inputs: Inputs,
): void {
  const target = part.$ref === undefined ? part : root.$defs[part.$ref.replace('#/$defs/', '')];
  const type = inputs.get(input);
  if (target?.items !== undefined) return describe(target.items, input, root, inputs);
  if (target === undefined || type === undefined || target.description !== undefined) return;
  target.description = type.description?.value ?? '';
  for (const field of type.fields ?? []) {
    const below = target.properties?.[field.name.value];
    if (below === undefined) continue;
    describe(below, named(field.type), root, inputs);
    below.description = field.description?.value ?? '';
  }
}

/** The JSON schema of definitions of segments, described as the inputs of GraphQL are. */
export function segmentSchema(): object {
  const schema = z.toJSONSchema(definitionForm, { io: 'input' }) as Part & { readonly $defs: Record<string, Part> };
  const sdl = parse(readFileSync(join(packageRoot, 'schema', 'segments.graphql'), 'utf8'));
  const inputs = new Map(
    sdl.definitions.flatMap((one) =>
      one.kind === Kind.INPUT_OBJECT_TYPE_DEFINITION ? [[one.name.value, one] as const] : [],
    ),
  );
  describe(schema, 'SegmentDefinitionInput', schema, inputs);
  return { title: 'The definition of a segment', ...schema };
}

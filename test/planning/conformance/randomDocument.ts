import type * as fc from 'fast-check';
import {
  getNamedType,
  isCompositeType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isUnionType,
  type GraphQLArgument,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

/** Draws a number below another. */
type Draw = (most: number) => number;

/** Aliases that are names of keys and of other fields, or that objects know. */
const aliases = ['id', '__typename', 'name', 'sku', 'title', 'x', 'y', 'z', 'w', '__proto__', '_f0', '_entities'];
const texts = ['"1"', '"i1"', '"m2"', '"a1"', '"none"'];

/** Writes an operation for a schema; two fields may come to stand under one name, which validation finds. */
class Writer {
  constructor(
    private readonly schema: GraphQLSchema,
    private readonly draw: Draw,
    private readonly leaveOut: ReadonlySet<string>,
  ) {}

  operation(): string {
    const root = this.schema.getQueryType();
    if (root == null) throw new Error('The schema has no queries');
    const inside = Object.values(this.schema.getTypeMap()).filter(
      (type) => isCompositeType(type) && !type.name.startsWith('__') && type !== root,
    );
    const type = this.oneOf(inside) as GraphQLCompositeType;
    const fragment = `fragment F on ${type.name} ${this.selection(type, 1, undefined)}`;
    const body = this.selection(root, 4, type.name);
    const needed = body.includes('...F');
    return `query ($yes: Boolean!, $no: Boolean = false) ${body.replace('{', '{ t: __typename @skip(if: $yes) u: __typename @include(if: $no)')}${needed ? ` ${fragment}` : ''}`;
  }

  private oneOf<T>(all: readonly T[]): T {
    return all[this.draw(all.length)] as T;
  }

  private selection(type: GraphQLCompositeType, depth: number, spread: string | undefined): string {
    const parts = Array.from({ length: 1 + this.draw(4) }, () => this.part(type, depth, spread));
    return `{ ${parts.join(' ')} }`;
  }

  private part(type: GraphQLCompositeType, depth: number, spread: string | undefined): string {
    const turn = this.draw(8);
    if (turn === 0 && depth > 0)
      return `... on ${this.related(type).name}${this.directive()} ${this.selection(this.related(type), depth - 1, spread)}`;
    if (turn === 1 && spread !== undefined && this.overlaps(type, spread)) return `...F${this.directive()}`;
    if (turn === 2 && depth > 0) {
      const other = this.related(type);
      return `... on ${other.name}${this.directive()} ${this.selection(other, depth - 1, spread)}`;
    }
    return this.field(type, depth, spread);
  }

  private overlaps(type: GraphQLCompositeType, name: string): boolean {
    const other = this.schema.getType(name);
    if (!isCompositeType(other)) return false;
    const possible = this.objectsOf(other);
    return this.objectsOf(type).some((one) => possible.includes(one));
  }

  private objectsOf(type: GraphQLCompositeType): readonly GraphQLCompositeType[] {
    return isObjectType(type) ? [type] : this.schema.getPossibleTypes(type);
  }

  private related(type: GraphQLCompositeType): GraphQLCompositeType {
    const own = this.objectsOf(type);
    const around = Object.values(this.schema.getTypeMap()).filter(
      (one): one is GraphQLCompositeType =>
        isCompositeType(one) &&
        !one.name.startsWith('__') &&
        this.objectsOf(one).some((member) => own.includes(member)),
    );
    return this.oneOf(around);
  }

  private field(type: GraphQLCompositeType, depth: number, spread: string | undefined): string {
    const fields = isUnionType(type) ? [] : Object.values(type.getFields());
    const usable = fields.filter(
      (one) =>
        !this.leaveOut.has(`${type.name}.${one.name}`) && (depth > 0 || !isCompositeType(getNamedType(one.type))),
    );
    if (usable.length === 0 || this.draw(9) === 0) return `${this.alias()}__typename${this.directive()}`;
    const field = this.oneOf(usable) as GraphQLField<unknown, unknown>;
    const below = getNamedType(field.type);
    const selection = isCompositeType(below) ? ` ${this.selection(below, depth - 1, spread)}` : '';
    return `${this.alias()}${field.name}${this.given(field.args)}${this.directive()}${selection}`;
  }

  private alias(): string {
    return this.draw(3) === 0 ? `${this.oneOf(aliases)}: ` : '';
  }

  private directive(): string {
    return this.oneOf([
      '',
      '',
      '',
      '',
      '',
      ' @skip(if: $no)',
      ' @include(if: $yes)',
      ' @skip(if: $yes)',
      ' @include(if: true)',
    ]);
  }

  private given(all: readonly GraphQLArgument[]): string {
    const some = all.filter(({ type }) => isNonNullType(type) || this.draw(2) === 0);
    return some.length === 0 ? '' : `(${some.map(({ name, type }) => `${name}: ${this.value(type)}`).join(' ')})`;
  }

  private value(type: GraphQLInputType): string {
    if (isNonNullType(type)) return this.value(type.ofType as GraphQLInputType);
    if (isListType(type)) return `[${this.value(type.ofType as GraphQLInputType)}]`;
    if (isEnumType(type)) return this.oneOf(type.getValues()).name;
    if (isInputObjectType(type))
      return `{ ${Object.values(type.getFields())
        .map((one) => `${one.name}: ${this.value(one.type)}`)
        .join(' ')} }`;
    if (type.name === 'Boolean') return 'true';
    return type.name === 'Int' ? String(1 + this.draw(3)) : type.name === 'String' ? '"USD"' : this.oneOf(texts);
  }
}

/** A random operation for a schema, which is valid most of the time. */
export const randomDocument = (
  schema: GraphQLSchema,
  gen: fc.GeneratorValue,
  nat: (options: { max: number }) => fc.Arbitrary<number>,
  leaveOut: readonly string[] = [],
): string => new Writer(schema, (most) => gen(nat, { max: most - 1 }), new Set(leaveOut)).operation();

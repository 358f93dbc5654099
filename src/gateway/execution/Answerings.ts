import type { Viewer } from '../../access/viewer.js';
import { seesAllFields, type Role } from '../../config/access/Role.js';
import { roleReaderOf, type RoleReader } from '../../roleSchema/RoleReader.js';
import type { Answering } from './startApollo.js';

/** Whether documents of a role are looked at as those of whoever sees everything. */
const isUsual = (role: Role): boolean =>
  seesAllFields(role) &&
  role.introspection &&
  role.suggestions &&
  Object.values(role.limits).every((limit) => limit === undefined);

/** What answers operations for each role: made when one of its viewers first asks, and then kept. */
export class Answerings {
  private readonly started = new Set<Answering>();
  private readonly made = new Map<Role, { authenticated?: Promise<Answering>; others?: Promise<Answering> }>();

  /**
   * @param base answers for who sees everything, and tells who is not admitted
   * @param start makes another one, on the schema of a reader
   */
  constructor(
    readonly base: Answering,
    private readonly start: (reader: RoleReader) => Promise<Answering>,
  ) {
    this.started.add(base);
  }

  /** Bytes that the parsed documents of all of them take, about. */
  get documentBytes(): number {
    return [...this.started].reduce((sum, { documentBytes }) => sum + documentBytes(), 0);
  }

  /** What answers for a viewer; where nobody is known, for who sees everything. */
  of(viewer: Viewer | undefined): Answering | Promise<Answering> {
    if (viewer === undefined) return this.base;
    const reader = roleReaderOf(viewer);
    if (reader.isAuthenticated && isUsual(reader.role)) return this.base;
    const ofRole = this.made.get(reader.role) ?? {};
    this.made.set(reader.role, ofRole);
    const key = reader.isAuthenticated ? 'authenticated' : 'others';
    // Those who ask at the same time share it; one that could not be made is tried again.
    return (ofRole[key] ??= this.begin(reader).catch((error: unknown) => {
      delete ofRole[key];
      throw error;
    }));
  }

  private async begin(reader: RoleReader): Promise<Answering> {
    const begun = await this.start(reader);
    this.started.add(begun);
    return begun;
  }

  /** Stops all of them. */
  async stop(): Promise<void> {
    const all = [...this.made.values()].flatMap((ofRole) => Object.values(ofRole));
    const started = await Promise.allSettled(all);
    await Promise.all(started.flatMap((one) => (one.status === 'fulfilled' ? [one.value.apollo.stop()] : [])));
    await this.base.apollo.stop();
  }
}

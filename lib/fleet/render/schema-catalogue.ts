import { structureOf, versionsOf } from '../../../imports/catalogue';
import { CompiledSchema } from '../../schema';

/** The schemas of the upstream kinds that this library knows, compiled when they are first met. */
export class SchemaCatalogue {
  private readonly compiled = new Map<string, CompiledSchema | undefined>();

  /** The schema of a kind, or undefined when the library does not know it (then nothing is checked). */
  public find(apiVersion: string, kind: string): CompiledSchema | undefined {
    const key = `${apiVersion}/${kind}`;
    if (!this.compiled.has(key)) {
      const structure = structureOf(apiVersion, kind);
      this.compiled.set(key, structure && CompiledSchema.compile(structure));
    }
    return this.compiled.get(key);
  }

  /** The versions at which the library knows a kind of a group. */
  public versionsOf(group: string, kind: string): readonly string[] {
    return versionsOf(group, kind);
  }
}

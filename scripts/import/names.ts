import { Failure } from './failure';

/** What every generated module uses under these names. */
const TAKEN = ['ApiObject', 'ApiObjectMetadata', 'Construct', 'GroupVersionKind', 'Record'];

/** The type names of one generated module: no two alike. */
export class Names {
  private readonly used = new Set(TAKEN);

  /** @param kinds the kinds of the module, whose names and `Props` come first. */
  public constructor(kinds: readonly string[]) {
    for (const name of kinds.flatMap(kind => [kind, propsName(kind)])) {
      if (this.used.has(name)) throw new Failure(`the type name ${name} is taken: import that kind as an upstream of its own`);
      this.used.add(name);
    }
  }

  /** A name for the type of a nested object, after its path, e.g. `ClusterSpecTopology`; a number follows when two paths read the same. */
  public nested(path: readonly string[]): string {
    const name = path.map(pascal).join('');
    let unique = name;
    for (let n = 2; this.used.has(unique); n++) unique = `${name}_${n}`;
    this.used.add(unique);
    return unique;
  }
}

/** The name of the props of a kind. */
export function propsName(kind: string): string {
  return `${kind}Props`;
}

function pascal(segment: string): string {
  return segment
    .split(/[^A-Za-z0-9]+/)
    .map(word => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')
    .replace(/\d+[a-z]/g, match => match.toUpperCase());
}

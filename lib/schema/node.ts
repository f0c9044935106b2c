import { RuleSet } from './cel/rules';
import { arrayChecks, Check, enumCheck, numberChecks, objectChecks, stringChecks } from './constraints';
import { StructuralSchema } from './structure';

type Fields = Readonly<Record<string, unknown>>;

/** What a value under `additionalProperties: true` satisfies: anything, but the API server prunes the fields of an object there. */
const ANYTHING: StructuralSchema = {};

const INT_OR_STRING: ReadonlyArray<StructuralSchema['type']> = ['integer', 'string'];

/**
 * One schema, made ready for checking. The nodes below it are made when a value first reaches them,
 * so that a kind with thousands of fields costs only those in use.
 */
export class Node {
  public readonly types: ReadonlyArray<StructuralSchema['type']> | undefined;
  public readonly nullable: boolean;
  /** Whether a field of this schema that is null counts as left out. */
  public readonly dropsNull: boolean;
  public readonly preserves: boolean;
  public readonly hasDefault: boolean;
  public readonly inEnum: Check<unknown> | undefined;
  public readonly listType: StructuralSchema['x-kubernetes-list-type'];
  public readonly allOf: readonly Node[];
  public readonly anyOf: readonly Node[];
  public readonly oneOf: readonly Node[];
  public readonly not: Node | undefined;
  /** The CEL rules of the value. */
  public readonly rules: RuleSet | undefined;
  /** Fields that get a value when an object leaves them out. */
  public readonly defaults: readonly string[];
  private readonly fields = new Map<string, Node | undefined>();
  private item: Node | undefined;
  private additional: Node | undefined;
  private checks: {
    string?: ReadonlyArray<Check<string>>; number?: ReadonlyArray<Check<number>>;
    array?: ReadonlyArray<Check<readonly unknown[]>>; object?: ReadonlyArray<Check<Fields>>;
  } = {};

  /** @param whole whether the value is a whole object, whose metadata the API server checks itself: the one that is checked, or one inside it */
  constructor(public readonly schema: StructuralSchema, public readonly whole: 'root' | 'embedded' | undefined = embedding(schema)) {
    this.types = schema['x-kubernetes-int-or-string'] ? INT_OR_STRING : schema.type && [schema.type];
    this.nullable = schema.nullable === true;
    this.dropsNull = !this.nullable && !isDefault(schema.default) && schema !== ANYTHING;
    this.preserves = schema['x-kubernetes-preserve-unknown-fields'] === true;
    this.hasDefault = isDefault(schema.default);
    this.inEnum = schema.enum && enumCheck(schema.enum);
    this.listType = schema['x-kubernetes-list-type'];
    this.allOf = nodes(schema.allOf);
    // An int-or-string says twice that it is an integer or a string.
    this.anyOf = schema['x-kubernetes-int-or-string'] && saysIntOrString(schema.anyOf) ? [] : nodes(schema.anyOf);
    this.oneOf = nodes(schema.oneOf);
    this.not = schema.not && new Node(schema.not);
    this.rules = schema['x-kubernetes-validations'] && new RuleSet(schema, this.whole !== undefined);
    this.defaults = Object.entries(schema.properties ?? {}).filter(([, field]) => isDefault(field.default)).map(([name]) => name);
  }

  /** The node of a field; undefined when the schema does not know the field. */
  public field(name: string): Node | undefined {
    let node = this.fields.get(name);
    if (node === undefined && !this.fields.has(name)) {
      node = this.makeField(name);
      // A map has as many names as its users like; those share one node.
      if (node === undefined || Object.hasOwn(this.schema.properties ?? {}, name)) this.fields.set(name, node);
    }
    return node;
  }

  /** The node of each item of an array; undefined when the schema says nothing about them. */
  public get items(): Node | undefined {
    if (this.schema === ANYTHING) return this;
    return this.item ??= this.schema.items && new Node(this.schema.items);
  }

  public get strings(): ReadonlyArray<Check<string>> {
    return this.checks.string ??= stringChecks(this.schema);
  }

  public get numbers(): ReadonlyArray<Check<number>> {
    return this.checks.number ??= numberChecks(this.schema);
  }

  public get arrays(): ReadonlyArray<Check<readonly unknown[]>> {
    return this.checks.array ??= arrayChecks(this.schema);
  }

  public get objects(): ReadonlyArray<Check<Fields>> {
    return this.checks.object ??= objectChecks(this.schema);
  }

  private makeField(name: string): Node | undefined {
    const { properties, additionalProperties } = this.schema;
    if (properties && Object.hasOwn(properties, name)) return new Node(properties[name]);
    if (!additionalProperties) return undefined;
    return this.additional ??= new Node(additionalProperties === true ? ANYTHING : additionalProperties);
  }
}

function embedding(schema: StructuralSchema): 'embedded' | undefined {
  return schema['x-kubernetes-embedded-resource'] ? 'embedded' : undefined;
}

function isDefault(value: unknown): boolean {
  return value !== undefined && value !== null;
}

function nodes(schemas: readonly StructuralSchema[] | undefined): readonly Node[] {
  return (schemas ?? []).map(schema => new Node(schema));
}

function saysIntOrString(schemas: readonly StructuralSchema[] | undefined): boolean {
  return schemas?.length === 2 && schemas.every((schema, i) => schema.type === INT_OR_STRING[i] && Object.keys(schema).length === 1);
}

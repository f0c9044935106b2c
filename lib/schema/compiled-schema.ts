import { transitionRules, TransitionRule } from './cel/transition-rules';
import { dnsSubdomainFault, maskPrefix } from './names';
import { Node } from './node';
import { checkObjectMeta } from './object-meta';
import { Report } from './report';
import { show } from './show';
import { SchemaStructure, StructuralSchema } from './structure';
import type { UnknownValues } from './unknown';
import { SchemaViolation } from './violation';
import { walk } from './walk';

/** Checks objects of one kind against its CRD, as an API server of Kubernetes 1.34 does when one is created. */
export class CompiledSchema {
  /** Costs next to nothing: each part of the schema is made ready when a value first reaches it. */
  public static compile(structure: SchemaStructure): CompiledSchema {
    return new CompiledSchema(structure);
  }

  private readonly root: Node;
  private readonly apiVersion: string;

  private constructor(private readonly structure: SchemaStructure) {
    const { 'x-kubernetes-embedded-resource': _, ...schema } = structure.schema as StructuralSchema;
    this.root = new Node(schema, 'root');
    this.apiVersion = structure.group === '' ? structure.version : `${structure.group}/${structure.version}`;
  }

  /**
   * All ways in which an object does not satisfy the CRD; empty when it does. The object is not changed.
   *
   * Beyond what the API server refuses, a field that it would drop in silence is a violation; so are a number that does not fit the
   * `int32` of its field, and a list where a string with a format is due.
   * A namespaced object may leave out its namespace.
   *
   * @param unknown text that stands for what nobody knows yet: nothing that depends on it is a violation
   */
  public check(object: unknown, unknown?: UnknownValues): readonly SchemaViolation[] {
    const report = new Report(unknown);
    const stored = walk(this.root, object, report) as Readonly<Record<string, unknown>>;
    if (typeof stored !== 'object' || stored === null || Array.isArray(stored)) return report.all;
    this.checkIdentity('apiVersion', stored.apiVersion, this.apiVersion, report);
    this.checkIdentity('kind', stored.kind, this.structure.kind, report);
    report.enter('metadata');
    this.checkMeta(stored.metadata, report);
    report.leave();
    return report.all;
  }

  /** Rules that compare an object with its former self; only the API server can evaluate them, so `check` leaves them out. */
  public transitionRules(): readonly TransitionRule[] {
    return transitionRules(this.root.schema);
  }

  private checkIdentity(field: string, value: unknown, expected: string, report: Report): void {
    if (value === undefined || value === null) report.add('required', `required field is missing; write ${expected}`, field);
    else if (value !== expected) report.add('enum', `${show(value)} is not ${expected}`, field);
  }

  private checkMeta(metadata: unknown, report: Report): void {
    const meta = checkObjectMeta(metadata ?? {}, report);
    if (!meta) return;
    const { name, generateName, namespace } = meta;
    if (!name && !generateName) report.add('required', 'required field is missing (string)', 'name');
    const wrongName = typeof name === 'string' && name !== '' && dnsSubdomainFault(name);
    if (wrongName) report.add('metadata', `${show(name)} ${wrongName}`, 'name');
    const wrongPrefix = typeof generateName === 'string' && generateName !== '' && dnsSubdomainFault(maskPrefix(generateName));
    if (wrongPrefix) report.add('metadata', `${show(generateName)} ${wrongPrefix}`, 'generateName');
    if (namespace && this.structure.scope === 'Cluster') {
      report.add('scope', `a ${this.structure.kind} belongs to no namespace; remove ${show(namespace)}`, 'namespace');
    }
  }
}

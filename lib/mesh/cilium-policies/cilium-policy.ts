import { Construct } from 'constructs';
import type { CiliumEgress, CiliumIngress, CiliumPods, CiliumPolicyProps, CiliumPort } from './props';
import { CILIUM_POLICY_NOT_JOINED } from './rules';
import { Fleet, ICluster } from '../../fleet';
import { checkLabel, checkProps, FLAG, MAP, MAPS, PropType, TEXT, TEXT_MAP } from '../../fleet/check-props';
import { isMap } from '../../fleet/collections';
import { refuseOthers } from '../../fleet/refuse-others';
import { finding } from '../../fleet/rules/text';
import { meshesOf, nameInMesh } from '../drivers/cilium-cluster-mesh/meshes-of';
import { CLUSTER_LABEL, NAMESPACE_LABEL } from '../drivers/cilium-cluster-mesh/names';

const LIST: PropType = { words: 'a list', is: value => Array.isArray(value) };
const ANY: PropType = { words: 'a value', is: () => true };
const OPTIONS: Readonly<Record<string, PropType>> = { name: TEXT, ingress: MAPS, egress: MAPS, allowDns: FLAG, description: TEXT };
/** What the policy writes itself. */
const OWN_LABELS = [CLUSTER_LABEL, NAMESPACE_LABEL];
const PROTOCOLS = ['TCP', 'UDP', 'SCTP', 'ANY'];

/** A selector of endpoints, as Cilium has it. */
interface Selector {
  readonly matchLabels: Record<string, string>;
  readonly matchExpressions?: { readonly key: string; readonly operator: 'In' | 'Exists'; readonly values?: string[] }[];
}

/**
 * What policies of Cilium have in common. Each selector names its cluster: from 1.19 on one without means the own cluster, before it meant all
 * (cilium v1.20 `values.yaml`, `clustermesh.policyDefaultLocalCluster`).
 */
export abstract class CiliumPolicy extends Construct {
  /** Where its object lies. */
  protected readonly place: Construct;
  private readonly fleet: Fleet;
  private readonly own: ICluster;

  /** @throws for what is no option, and for a policy that says nothing @internal */
  constructor(scope: Construct, id: string, props: CiliumPolicyProps, options: Readonly<Record<string, PropType>>) {
    super(scope, id);
    const { path } = this.node;
    const required = { cluster: MAP, endpointSelector: TEXT_MAP, ...options };
    checkProps(`${path}: `, props, required, OPTIONS);
    refuseOthers(`${path}: `, props, [...Object.keys(required), ...Object.keys(OPTIONS)]);
    // The label of the namespace is one like any other in a policy for all namespaces.
    refuseLabels(`${path}: endpointSelector`, props.endpointSelector, 'namespace' in options ? OWN_LABELS : [CLUSTER_LABEL]);
    this.fleet = Fleet.of(this);
    this.own = props.cluster;
    const { ingress, egress, allowDns } = props;
    if (ingress === undefined && egress === undefined) {
      throw new Error(`${path}: the policy says nothing; write ingress or egress, [] to refuse all calls`);
    }
    if (allowDns !== undefined && egress === undefined) {
      throw new Error(`${path}: allowDns: without egress nothing is refused; remove it, or write egress`);
    }
    this.place = this.fleet.scopeOn(this.own, this);
    const named = [...ingress?.flatMap(({ from }, i) => this.pods(`ingress[${i}]`, 'from', from)) ?? [], ...egress?.flatMap(({ to }, i) => this.pods(`egress[${i}]`, 'to', to)) ?? []];
    this.fleet.addCheck(() => {
      const mesh = meshesOf(this.fleet).find(({ members }) => members.some(({ cluster }) => cluster.name === this.own.name));
      const joined = new Set([this.own.name, ...mesh?.members.map(({ cluster }) => cluster.name) ?? []]);
      return [...new Set(named)].filter(name => !joined.has(name)).sort().map(name => finding(CILIUM_POLICY_NOT_JOINED, [this.own.name, name], [path],
        `${path}: pods of ${name} are in no Cilium mesh with ${this.own.name}, so that the policy never lets them in or out: join the two with CiliumClusterMesh.fullMesh, or correct`
        + ' the cluster'));
    });
  }

  /** `spec` of the object. @internal */
  protected spec({ endpointSelector, ingress, egress, allowDns, description }: CiliumPolicyProps) {
    return {
      ...(description !== undefined && { description }),
      endpointSelector: this.selector({ matchLabels: endpointSelector }),
      ...(ingress && { ingress: orEmptyRule(ingress.map((rule, i) => this.ingress(rule, `ingress[${i}]`))) }),
      ...(egress && { egress: orEmptyRule([...egress.map((rule, i) => this.egress(rule, `egress[${i}]`)), ...allowDns ? [this.dns()] : []]) }),
    };
  }

  /** A namespace in the cluster of the policy, which is claimed. */
  protected claimNamespace(namespace: string): string {
    checkLabel(`${this.node.path}: namespace`, namespace);
    this.fleet.claim({ type: 'namespace', cluster: this.own.name, path: this.node.path, name: namespace });
    return namespace;
  }

  private ingress({ from, ports, ...others }: CiliumIngress, where: string) {
    refuseOthers(`${this.node.path}: ${where}.`, others, ['from', 'ports']);
    return { fromEndpoints: from.map(pods => this.selector(pods)), ...this.toPorts(ports, where) };
  }

  private egress({ to, ports, ...others }: CiliumEgress, where: string) {
    refuseOthers(`${this.node.path}: ${where}.`, others, ['to', 'ports']);
    return { toEndpoints: to.map(pods => this.selector(pods)), ...this.toPorts(ports, where) };
  }

  private dns() {
    return {
      toEndpoints: [this.selector({ matchLabels: { 'k8s-app': 'kube-dns' }, namespace: 'kube-system' })],
      toPorts: [{ ports: [{ port: '53', protocol: 'ANY' as const }] }],
    };
  }

  private selector({ matchLabels, cluster = this.own, namespace }: CiliumPods): Selector {
    const labels = { ...matchLabels, ...(namespace !== undefined && { [NAMESPACE_LABEL]: namespace }) };
    const nameOf = ({ name }: ICluster) => this.fleet.lazy(() => nameInMesh(this.fleet, name));
    if (cluster === 'every') {
      return { matchLabels: labels, matchExpressions: [{ key: CLUSTER_LABEL, operator: 'Exists' }] };
    }
    const list = clustersOf(cluster);
    return list.length === 1 ? { matchLabels: { ...labels, [CLUSTER_LABEL]: nameOf(list[0]) } }
      : { matchLabels: labels, matchExpressions: [{ key: CLUSTER_LABEL, operator: 'In', values: this.fleet.lazy(() => list.map(({ name }) => nameInMesh(this.fleet, name)).sort()) }] };
  }

  /** Names of the clusters that a rule names, after a check of what it says of pods. */
  private pods(rule: string, side: 'from' | 'to', pods: readonly CiliumPods[] | undefined): readonly string[] {
    const where = `${this.node.path}: ${rule}.${side}`;
    if (!Array.isArray(pods) || pods.length === 0) {
      throw new Error(`${where}: name the pods, [{ matchLabels: { ... } }], got ${pods === undefined ? 'nothing' : 'none'}`);
    }
    return (pods as readonly CiliumPods[]).flatMap((one, i) => {
      checkProps(`${where}[${i}].`, one, { matchLabels: TEXT_MAP }, { cluster: ANY, namespace: TEXT });
      refuseOthers(`${where}[${i}].`, one, ['matchLabels', 'cluster', 'namespace']);
      refuseLabels(`${where}[${i}].matchLabels`, one.matchLabels, OWN_LABELS);
      if (one.namespace !== undefined) {
        checkLabel(`${where}[${i}].namespace`, one.namespace);
      }
      const clusters = one.cluster === undefined || one.cluster === 'every' ? [] : clustersOf(one.cluster);
      if ((one.cluster !== undefined && one.cluster !== 'every' && clusters.length === 0) || clusters.some(cluster => !Construct.isConstruct(cluster))) {
        throw new Error(`${where}[${i}].cluster: write a cluster, a list of clusters, or 'every'`);
      }
      return clusters.map(({ name }) => name);
    });
  }

  private toPorts(ports: readonly (number | CiliumPort)[] | undefined, where: string): object {
    if (ports === undefined) {
      return {};
    }
    const at = `${this.node.path}: ${where}.ports`;
    if (!LIST.is(ports) || ports.length === 0) {
      throw new Error(`${at}: name ports, or leave it out for all`);
    }
    return { toPorts: [{ ports: ports.map((port, i) => portOf(`${at}[${i}]`, port)) }] };
  }
}

function clustersOf(cluster: ICluster | readonly ICluster[]): readonly ICluster[] {
  return Array.isArray(cluster) ? cluster as readonly ICluster[] : [cluster as ICluster];
}

/** With a source before it (`k8s:`) such a label would stand beside the one that the policy writes. @throws for one of them */
function refuseLabels(where: string, labels: Readonly<Record<string, string>>, refused: readonly string[]): void {
  const own = refused.find(label => Object.keys(labels).some(key => key.endsWith(label)));
  if (own !== undefined) {
    throw new Error(`${where}: ${own} is not for you to write; say ${own === CLUSTER_LABEL ? 'cluster' : 'namespace'}`);
  }
}

/**
 * An empty list says nothing to Cilium, and a policy of nothing but empty lists is invalid; one empty rule selects the pods and lets nothing through
 * (cilium v1.20 `pkg/policy/api/rule_validation.go`, `Documentation/security/policy/language.rst`).
 */
function orEmptyRule<T extends object>(rules: readonly T[]): Partial<T>[] {
  return rules.length === 0 ? [{}] : [...rules];
}

/** @throws for a port that is none */
function portOf(where: string, given: number | CiliumPort) {
  if (typeof given !== 'number' && !isMap(given)) {
    throw new Error(`${where}: write a number, or { port: 'http' }, got ${given === null ? 'null' : `'${String(given)}'`}`);
  }
  const { port, protocol = 'TCP', ...others } = typeof given === 'number' ? { port: given } : given;
  refuseOthers(`${where}.`, others, ['port', 'protocol']);
  if (!isPort(port) || !PROTOCOLS.includes(protocol)) {
    throw new Error(`${where}: write a port from 1 to 65535 or its name, and one of ${PROTOCOLS.join(', ')}, got ${String(port)} ${String(protocol)}`);
  }
  return { port: String(port), protocol };
}

function isPort(port: unknown): boolean {
  return typeof port === 'number' ? Number.isInteger(port) && port > 0 && port < 65536
    : typeof port === 'string' && /^(?=.*[a-z])[a-z0-9]([-a-z0-9]{0,13}[a-z0-9])?$/.test(port);
}

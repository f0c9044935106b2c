import { Construct } from 'constructs';
import { httpPartOf } from './http-parts';
import { IstioConfig, IstioConfigProps, IstioOptionTypes } from './istio-config';
import { FULL_TEXTS } from './prop-types';
import { AuthorizationPolicy as Resource } from '../../../imports/istio';
import { ICluster } from '../../fleet';
import { LABEL, MAP, MAPS, PropType, TEXT, TEXT_MAP } from '../../fleet/check-props';

/** Options for an `IstioAuthorizationPolicy`. */
export interface IstioAuthorizationPolicyProps extends IstioConfigProps {
  /** What becomes of requests that fit a rule. As soon as a workload has an ALLOW policy, it refuses what fits none. @default 'ALLOW' */
  readonly action?: 'ALLOW' | 'DENY' | 'AUDIT';
  /** Labels of the workloads that it is for. @default - all of the namespace */
  readonly selector?: Readonly<Record<string, string>>;
  /**
   * Name of the Service of the namespace that it is for, in place of `selector`: in ambient mode the waypoint of the Service goes by it, and nothing
   * else there reads what is said about HTTP.
   *
   * @default - the proxies of nodes go by it, which know connections and no HTTP
   */
  readonly service?: string;
  /** Which requests are meant. With none, `ALLOW` refuses everything. */
  readonly rules: readonly IstioAuthorizationRule[];
}

/** Requests: those that come from one of `from`, go to one of `to`, and fit all of `when`. */
export interface IstioAuthorizationRule {
  /** Who sends them. @default - anybody */
  readonly from?: readonly IstioCaller[];
  /** What they ask for. @default - anything */
  readonly to?: readonly IstioOperation[];
  /** Further conditions, on attributes of Istio. @default - none */
  readonly when?: readonly IstioCondition[];
}

/** Workloads that send requests, told by the identity in their certificate. */
export interface IstioCaller {
  /** Their namespace. */
  readonly namespace: string;
  /** The service account that they run as. @default - any of the namespace */
  readonly serviceAccount?: string;
  /**
   * The member that they run in. An identity names a trust domain and no cluster: so only a member with a trust domain of its own can be written, in
   * a mesh of others whose control planes take it for no alias (`trustDomainsAreAliases: false`). In a mesh that this library installs they do: use
   * a namespace or a service account that only this member has.
   *
   * @default - any: the same identity may run in each member
   */
  readonly cluster?: ICluster;
}

/** What a request asks for. */
export interface IstioOperation {
  /** Hosts of the request. @default - any */
  readonly hosts?: readonly string[];
  /** HTTP methods: `['GET']`. @default - any */
  readonly methods?: readonly string[];
  /** Paths: `['/api/*']`. @default - any */
  readonly paths?: readonly string[];
  /** Ports of the workload: `['8080']`. @default - any */
  readonly ports?: readonly string[];
}

/** A condition on an attribute. */
export interface IstioCondition {
  /** The attribute: `request.headers[x-tenant]`. */
  readonly key: string;
  /** Values of which it has one. @default - any */
  readonly values?: readonly string[];
  /** Values of which it has none. @default - none */
  readonly notValues?: readonly string[];
}

const ACTIONS = ['ALLOW', 'DENY', 'AUDIT'];
/** What proxies of nodes make of a rule about HTTP (istio 1.30.3 `pilot/pkg/serviceregistry/ambient/authorization.go` handleRule). */
const WITHOUT_HTTP = { ALLOW: 'leave the rule out and refuse what it allows', DENY: 'deny whatever else fits the rule' };
/** The trust domain that every control plane takes for its own, whichever that is (istio 1.30.3 `pilot/pkg/security/trustdomain/bundle.go`). */
const OWN_TRUST_DOMAIN = 'cluster.local';
const OPTIONS: IstioOptionTypes = { required: { rules: MAPS }, optional: { action: TEXT, selector: TEXT_MAP, service: LABEL } };
const RULE: Readonly<Record<string, PropType>> = { from: MAPS, to: MAPS, when: MAPS };
const OPERATION: Readonly<Record<string, PropType>> = { hosts: FULL_TEXTS, methods: FULL_TEXTS, paths: FULL_TEXTS, ports: FULL_TEXTS };

/** Who may call workloads, and who may not: workloads of other clusters by their identities, `<trust domain>/ns/<namespace>/sa/<service account>`. */
export class IstioAuthorizationPolicy extends IstioConfig {
  /** @throws for what istiod refuses, and for callers whose cluster no identity shows */
  constructor(scope: Construct, id: string, props: IstioAuthorizationPolicyProps) {
    super(scope, id, props, OPTIONS);
    const { action = 'ALLOW', selector, service, rules } = props;
    this.checkOneOf('action', action, ACTIONS);
    if (action !== 'ALLOW' && rules.length === 0) {
      this.fail(`rules: ${action} without rules does nothing: write one, {} for every request`);
    }
    const rendered = rules.map((rule, i) => this.ruleOf(rule, `rules[${i}]`));
    this.checkReaders(action, props);
    this.makeAll((place, metadata) => new Resource(place, 'Resource', {
      metadata, spec: {
        ...(selector && { selector: { matchLabels: selector } }),
        ...(service !== undefined && { targetRefs: [{ kind: 'Service', group: '', name: service }] }),
        action,
        // Without rules, not even an empty list: that is what `allow nothing` is.
        ...(rendered.length > 0 && { rules: rendered }),
      },
    }));
  }

  /** @throws for what nobody enforces, or not as it is written */
  private checkReaders(action: NonNullable<IstioAuthorizationPolicyProps['action']>, { service, selector, rules }: IstioAuthorizationPolicyProps): void {
    const { isAmbient = false } = this.mesh;
    if (service === undefined && isAmbient) {
      this.checkForNodes(action, rules);
    }
    if (service !== undefined && selector !== undefined) {
      this.fail('service: write service or selector, not both');
    }
    // istio 1.30.3 `pilot/pkg/model/policyattachment.go` ShouldAttachPolicy
    if (service !== undefined && !isAmbient) {
      this.fail('service: only waypoints of ambient mode go by it, sidecars ignore such a policy: write the labels of the workloads in selector');
    }
  }

  private checkForNodes(action: NonNullable<IstioAuthorizationPolicyProps['action']>, rules: readonly IstioAuthorizationRule[]): void {
    if (action === 'AUDIT') {
      this.fail('action: in ambient mode proxies of nodes ignore AUDIT: name the Service in service, whose waypoint goes by it');
    }
    const [part] = rules.flatMap((rule, i) => httpPartOf(rule, `rules[${i}]`) ?? []);
    if (part !== undefined) {
      this.fail(`${part}: in ambient mode proxies of nodes know no HTTP, and would ${WITHOUT_HTTP[action]}: name the Service in service, whose waypoint goes by it`);
    }
  }

  private ruleOf(rule: IstioAuthorizationRule, where: string) {
    this.checkOptions(where, rule, { optional: RULE });
    const { from, to, when } = rule;
    const empty = Object.entries({ from, to, when }).find(([, list]) => list?.length === 0);
    if (empty !== undefined) {
      this.fail(`${where}.${empty[0]}: an empty list fits nothing and is refused: write one entry at least, or leave it out`);
    }
    to?.forEach((operation, i) => this.checkOperation(operation, `${where}.to[${i}]`));
    when?.forEach((condition, i) => this.checkCondition(condition, `${where}.when[${i}]`));
    return {
      ...(from && { from: from.map((caller, i) => ({ source: this.sourceOf(caller, `${where}.from[${i}]`) })) }),
      ...(to && { to: to.map(operation => ({ operation })) }),
      ...(when && { when }),
    };
  }

  private sourceOf(caller: IstioCaller, where: string) {
    this.checkOptions(where, caller, { required: { namespace: LABEL }, optional: { serviceAccount: LABEL, cluster: MAP } });
    const { mesh } = this;
    const { namespace, serviceAccount, cluster } = caller;
    const members = cluster === undefined ? mesh.members : [this.checkCaller(cluster, `${where}.cluster`)];
    this.traffic.addPrincipal({ path: this.node.path, namespace, clusters: members.map(({ name }) => name) });
    if (serviceAccount === undefined && cluster === undefined) {
      return { namespaces: [namespace] };
    }
    const domains = [...new Set(members.map(member => mesh.trustDomainOf(member)))];
    return { principals: domains.map(domain => `${domain}/ns/${namespace}/${serviceAccount === undefined ? '*' : `sa/${serviceAccount}`}`) };
  }

  private checkCaller(cluster: ICluster, where: string): ICluster {
    const { mesh } = this;
    const domain = mesh.trustDomainOf(this.checkMember(where, cluster));
    const others = mesh.members.filter(member => member !== cluster && mesh.trustDomainOf(member) === domain);
    const instead = 'leave cluster out, and use a namespace or service account of its own';
    if (others.length > 0) {
      this.fail(`${where}: ${cluster.name} has the trust domain of ${others.map(({ name }) => name).join(', ')}, ${domain}, and identities name no cluster: ${instead}`);
    }
    // istio 1.30.3 `pilot/pkg/security/trustdomain/bundle.go` ReplaceTrustDomainAliases lets in the same identity of all of them.
    if (mesh.trustDomainsAreAliases ?? true) {
      this.fail(`${where}: control planes take trust domains of ${mesh.path} for aliases of each other, so no policy tells its clusters apart: ${instead}`);
    }
    if (domain === OWN_TRUST_DOMAIN) {
      this.fail(`${where}: ${cluster.name} has trust domain ${domain}, which every control plane takes for its own: ${instead}`);
    }
    return cluster;
  }

  private checkOperation(operation: IstioOperation, where: string): void {
    this.checkOptions(where, operation, { optional: OPERATION });
    if (Object.keys(operation).length === 0) {
      this.fail(`${where}: write one of ${Object.keys(OPERATION).join(', ')}, got {}`);
    }
    const port = operation.ports?.find(text => !/^[1-9]\d{0,4}$/.test(text) || Number(text) > 65535);
    if (port !== undefined) {
      this.fail(`${where}.ports: write ports from 1 to 65535, got '${port}'`);
    }
  }

  private checkCondition(condition: IstioCondition, where: string): void {
    this.checkOptions(where, condition, { required: { key: TEXT }, optional: { values: FULL_TEXTS, notValues: FULL_TEXTS } });
    if (condition.values === undefined && condition.notValues === undefined) {
      this.fail(`${where}: write values or notValues`);
    }
  }
}

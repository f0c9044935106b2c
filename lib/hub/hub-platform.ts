import { ApiObject, App } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterApiOperator } from './components/cluster-api-operator';
import { checkHubPlatformProps, HubPlatformProps } from './hub-platform-props';
import { addProvider } from './providers';
import { ClusterChart, Component, ComponentClaim, Fleet, Manifest, ManifestComponent, Phase, PHASES, pruneProtection } from '../fleet';
import { imageArtifact } from '../fleet/artifacts/artifact';

/** What fleets may need: that a program names one is no slip, though nothing needs it today, or what others have installed needs it. */
const KNOWN: ReadonlySet<string> = new Set([
  'addon-helm', 'argo-cd', 'bootstrap-kubeadm', 'cert-manager', 'cluster-api', 'cluster-api-operator', 'cluster-inventory-api', 'control-plane-kubeadm',
  'external-secrets', 'flux', 'infrastructure-aws', 'infrastructure-docker',
]);

/** Folders of phases come before the main folder of the hub, which has 0, in the order of their numbers. */
const BEFORE_MAIN = -100;

/**
 * What the hub itself runs, as far as the fleet needs it: cert-manager, the Cluster API operator with the providers of its members, an operator that
 * makes Secrets, Argo CD or Flux.
 *
 * Each phase is a folder (`hub.00-crds`, `hub.10-cert-manager`, ...). On an empty cluster a person applies them in the order of their numbers, then
 * the folder of the hub; from then on the delivery of the fleet looks after all of them. What nothing needs is not there. No component is deleted
 * when it leaves the program: the synth says what stays.
 *
 * Without a `HubPlatform` everything that the fleet needs counts as installed by others.
 */
export class HubPlatform extends Construct {
  /** The first of each fleet. */
  private static readonly all = new WeakMap<Fleet, HubPlatform>();

  private readonly fleet: Fleet;
  private readonly provided: ReadonlySet<string>;
  /** By the name of each component, what its objects lie under. */
  private readonly made = new Map<string, Construct>();

  /** @throws for options that show their fault alone; what only the whole fleet shows is a finding */
  constructor(scope: Construct, id: string, private readonly props: HubPlatformProps = {}) {
    super(scope, id);
    checkHubPlatformProps(this.node.path, props);
    this.fleet = Fleet.of(this);
    this.checkAlone();
    const { providedByOthers = {}, providers = {} } = props;
    this.provided = new Set(Object.keys(providedByOthers));
    const base = { cluster: this.fleet.hub.name, path: this.node.path };
    this.fleet.claim({ ...base, type: 'component-installer' });
    for (const [name, given] of Object.entries(providedByOthers)) {
      const { version, featureGates = [] } = typeof given === 'string' ? { version: given } : given;
      const gates = Object.fromEntries(featureGates.map(gate => [gate, true]));
      this.fleet.claim({ ...base, type: 'component-choice', name, isKnown: KNOWN.has(name), version, providedByOthers: true, featureGates: gates });
    }
    for (const [name, { version, featureGates }] of Object.entries(providers)) {
      this.fleet.claim({ ...base, type: 'component-choice', name, isKnown: KNOWN.has(name), version, featureGates });
    }
    // A second one is a finding, and installs nothing.
    if (!HubPlatform.all.has(this.fleet)) {
      HubPlatform.all.set(this.fleet, this);
      this.fleet.onComponent(claim => this.add(claim));
      props.fleets?.forEach(other => this.serve(other));
    }
  }

  /**
   * The chart of a phase, for objects of your own that belong into it: a ClusterSecretStore into `operator`, which comes after `secrets`.
   *
   * @param phase see `PHASES`
   * @throws for what is no phase
   */
  public chartOf(phase: Phase): ClusterChart {
    if (!Object.hasOwn(PHASES, phase)) {
      throw new Error(`${this.node.path}: chartOf: write one of ${Object.keys(PHASES).join(', ')}, got '${String(phase)}'`);
    }
    const { number, unit } = PHASES[phase];
    const hub = this.fleet.hub.name;
    return this.fleet.chartsOf(hub).find(chart => chart.unit === unit) ?? this.fleet.deliveredUnit(hub, unit, BEFORE_MAIN + number);
  }

  /**
   * The objects of a component, to change one of them: below it they are called after kind, namespace and name. Its definitions lie elsewhere, unless
   * it is nothing but definitions.
   *
   * @param name name of the component: `cert-manager`
   * @throws when the platform installs none of that name so far
   */
  public objectsOf(name: string): Construct {
    const found = this.made.get(name);
    if (found === undefined) {
      throw new Error(`${this.node.path}: installs no component '${name}' so far; it has ${[...this.made.keys()].sort().join(', ') || 'none'}`);
    }
    return found;
  }

  /** Of two in one fleet the other is a finding; two fleets would each make everything. */
  private checkAlone(): void {
    const { fleet } = this;
    const others = Fleet.allIn(fleet.node.root as App).filter(other => other !== fleet && other.hubGiven === fleet.hubGiven);
    const taken = others.find(other => HubPlatform.all.has(other));
    if (taken !== undefined) {
      throw new Error(`${this.node.path}: fleet '${taken.node.id}' has the same hub, and ${HubPlatform.all.get(taken)!.node.path} installs what it runs: remove one of the`
        + ` two, and name its fleet in fleets of the other: fleets: [${fleet.node.id}]`);
    }
  }

  /** What another fleet needs on the hub, its own fleet needs there too. */
  private serve(other: Fleet): void {
    const { fleet } = this;
    if (other === fleet || other.hubGiven !== fleet.hubGiven) {
      throw new Error(`${this.node.path}: fleets: fleet '${other.node.id}' ${other === fleet ? 'is its own; remove it' : 'has another hub: give both fleets the same'
        + ' object as their hub, or the other one a HubPlatform of its own'}`);
    }
    other.onComponent(({ cluster, component, path }) => {
      if (cluster === other.hub.name) {
        fleet.claim({ type: 'component', cluster: fleet.hub.name, path, component });
      }
    });
  }

  private add({ cluster, component }: ComponentClaim): void {
    const { name } = component;
    if (cluster !== this.fleet.hub.name || this.made.has(name) || this.provided.has(name)) {
      return;
    }
    const options = this.props.providers?.[name];
    if (component.type === 'provider') {
      const scope = new Construct(this.chartOf('providers'), name);
      this.made.set(name, scope);
      this.claimFor(component, [clusterApiOperator()]);
      addProvider(scope, this, component, options ?? {});
      return;
    }
    if (options !== undefined) {
      throw new Error(`${this.node.path}: providers['${name}']: ${name} is no provider of Cluster API, and comes in the one release of this library; remove it,`
        + ` or have others install it: providedByOthers: { '${name}': '<its release>' }`);
    }
    this.made.set(name, this.install(component));
    this.claimFor(component, component.requires ?? []);
  }

  /** Claims what a component needs: its namespace, and others. In the name of the platform, whoever needs the component first. */
  private claimFor({ namespace, namespaceLabels: labels }: Component, needed: readonly ManifestComponent[]): void {
    const base = { cluster: this.fleet.hub.name, path: this.node.path };
    if (namespace !== undefined) {
      this.chartOf('definitions');
      this.fleet.claim({ ...base, type: 'namespace', name: namespace, labels, unit: PHASES.definitions.unit });
    }
    needed.forEach(component => this.fleet.claim({ ...base, type: 'component', component }));
  }

  /** Makes the objects of a component, and returns what they lie under. */
  private install(component: ManifestComponent): Construct {
    const { name, phase } = component;
    const { mirror, hub } = this.fleet;
    const named: string[] = [];
    const context = {
      image: (reference: string) => {
        named.push(reference);
        return mirror.image(reference);
      },
    };
    const parts: readonly (readonly [Phase, readonly Manifest[]])[] = [['definitions', component.definitions()], [phase, component.objects(context)]];
    const scopes = parts.filter(([, list]) => list.length > 0).map(([of, manifests]) => {
      const scope = new Construct(this.chartOf(of), name);
      manifests.forEach(manifest => new ApiObject(scope, idOf(manifest), protectedFromPruning(manifest)));
      return scope;
    });
    this.fleet.addArtifacts(() => named.map(image => imageArtifact(mirror, image, `${hub.name}: ${name}`)));
    return scopes[scopes.length - 1];
  }
}

function idOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return [kind, namespace, name].filter(part => part !== undefined).join(' ');
}

function protectedFromPruning(manifest: Manifest): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...manifest.metadata.annotations, ...pruneProtection() } } };
}

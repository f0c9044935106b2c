import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { clusterApiOperator } from './components/cluster-api-operator';
import { checkHubPlatformProps, HubPlatformProps } from './hub-platform-props';
import { addProvider } from './providers';
import { ClusterChart, ComponentClaim, Fleet, Manifest, ManifestComponent, Phase, PHASES, pruneProtection } from '../fleet';
import { imageArtifact } from '../fleet/artifacts/artifact';

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
  private readonly fleet: Fleet;
  private readonly provided: ReadonlySet<string>;
  private readonly made = new Set<string>();

  /** @throws for options that show their fault alone; what only the whole fleet shows is a finding */
  constructor(scope: Construct, id: string, private readonly props: HubPlatformProps = {}) {
    super(scope, id);
    checkHubPlatformProps(this.node.path, props);
    this.fleet = Fleet.of(this);
    const { providedByOthers = {}, providers = {} } = props;
    this.provided = new Set(Object.keys(providedByOthers));
    const base = { cluster: this.fleet.hub.name, path: this.node.path };
    this.fleet.claim({ ...base, type: 'component-installer' });
    for (const [name, given] of Object.entries(providedByOthers)) {
      const { version, featureGates = [] } = typeof given === 'string' ? { version: given } : given;
      const gates = Object.fromEntries(featureGates.map(gate => [gate, true]));
      this.fleet.claim({ ...base, type: 'component-choice', name, version, providedByOthers: true, featureGates: gates });
    }
    for (const [name, { version, featureGates }] of Object.entries(providers)) {
      this.fleet.claim({ ...base, type: 'component-choice', name, version, featureGates });
    }
    this.fleet.onComponent(claim => this.add(claim));
  }

  /**
   * The chart of a phase, for objects of your own that belong into it: a ClusterSecretStore into `operator`, which comes after `secrets`.
   *
   * @param phase see `PHASES`
   */
  public chartOf(phase: Phase): ClusterChart {
    const { number, unit } = PHASES[phase];
    const hub = this.fleet.hub.name;
    return this.fleet.chartsOf(hub).find(chart => chart.unit === unit) ?? this.fleet.deliveredUnit(hub, unit, BEFORE_MAIN + number);
  }

  /**
   * The objects of a component, to change one of them: below it they are called after kind, namespace and name.
   *
   * @param name name of the component: `cert-manager`
   * @throws when the platform installs none of that name so far
   */
  public objectsOf(name: string): Construct {
    const found = this.fleet.chartsOf(this.fleet.hub.name)
      .filter(chart => chart.unit !== undefined && chart.unit !== PHASES.definitions.unit)
      .map(chart => chart.node.tryFindChild(name) as Construct | undefined)
      .find(scope => scope !== undefined);
    if (!found) {
      throw new Error(`${this.node.path}: installs no component '${name}' so far; it has ${[...this.made].sort().join(', ') || 'none'}`);
    }
    return found;
  }

  private add({ cluster, component, path }: ComponentClaim): void {
    const { name } = component;
    if (cluster !== this.fleet.hub.name || this.made.has(name) || this.provided.has(name)) {
      return;
    }
    this.made.add(name);
    const needed = component.type === 'provider' ? [clusterApiOperator()] : component.requires ?? [];
    needed.forEach(other => this.fleet.claim({ type: 'component', cluster, path, component: other }));
    if (component.namespace !== undefined) {
      const { namespace, namespaceLabels: labels } = component;
      this.chartOf('definitions');
      this.fleet.claim({ type: 'namespace', cluster, path: this.node.path, name: namespace, labels, unit: PHASES.definitions.unit });
    }
    if (component.type === 'provider') {
      addProvider(new Construct(this.chartOf('providers'), name), this, component, this.props.providers?.[name] ?? {});
    } else {
      this.install(component);
    }
  }

  private install(component: ManifestComponent): void {
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
    for (const [of, manifests] of parts.filter(([, list]) => list.length > 0)) {
      const scope = new Construct(this.chartOf(of), name);
      manifests.forEach(manifest => new ApiObject(scope, idOf(manifest), protectedFromPruning(manifest)));
    }
    this.fleet.addArtifacts(() => named.map(image => imageArtifact(mirror, image, `${hub.name}: ${name}`)));
  }
}

function idOf({ kind, metadata: { namespace, name } }: Manifest): string {
  return [kind, namespace, name].filter(part => part !== undefined).join(' ');
}

function protectedFromPruning(manifest: Manifest): Manifest {
  return { ...manifest, metadata: { ...manifest.metadata, annotations: { ...manifest.metadata.annotations, ...pruneProtection() } } };
}

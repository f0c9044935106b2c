import type { Manifest } from './manifest';
import type { VersionRange } from './model';

/**
 * A step in which a hub is set up: its folder is applied, and what is in it is ready, before that of the next one. The numbers and names are
 * parts of folder names (`hub.10-cert-manager`) and never change; what nobody needs has no folder.
 */
export const PHASES = {
  /** Definitions of kinds, and the namespaces of everything that follows. */
  definitions: { number: 0, unit: '00-crds' },
  /** Certificates for webhooks. */
  certificates: { number: 10, unit: '10-cert-manager' },
  /** What makes Secrets, those of the following phases among them. */
  secrets: { number: 20, unit: '20-secrets' },
  /** What installs the providers of Cluster API. */
  operator: { number: 30, unit: '30-cluster-api-operator' },
  /** Cluster API and its providers. */
  providers: { number: 40, unit: '40-cluster-api' },
  /** What brings everything else from a repository. */
  gitops: { number: 50, unit: '50-gitops' },
} as const;

/** Name of a phase, see `PHASES`. */
export type Phase = keyof typeof PHASES;

/** What every piece of software that runs on a hub says of itself. */
export interface ComponentBase {
  /** Its name, unique in a cluster, as its own project calls it: `cert-manager`, `infrastructure-aws`. */
  readonly name: string;
  /** Its release: `v1.21.1`. */
  readonly version: string;
  /** Namespace that it runs in. @default - none: it is nothing but definitions of kinds */
  readonly namespace?: string;
  /** Labels of that namespace. @default - none */
  readonly namespaceLabels?: Readonly<Record<string, string>>;
  /** The kinds that it serves: an API group (`cert-manager.io`), or one kind of a group that others share (`<group>/<Kind>`). */
  readonly serves: readonly string[];
  /** The Kubernetes minors of clusters that it runs in. @default - not known */
  readonly kubernetesVersions?: VersionRange;
  /** The first release that serves the objects which this library writes. @default - not known */
  readonly oldest?: string;
  /**
   * What it is set up with, in words, where that may differ: a cluster has it once, so all who need it must want the same.
   *
   * @default - it has no options
   */
  readonly options?: string;
}

/** Software that this library can install from objects of its own. */
export interface ManifestComponent extends ComponentBase {
  /** Tells this kind of component from the others: always `manifests`. */
  readonly type: 'manifests';
  /** When it is installed. */
  readonly phase: Phase;
  /** Names of Helm charts that install the same: one of them in the same cluster would be a second installation. @default - none */
  readonly charts?: readonly string[];
  /** What must run before it can. @default - nothing */
  readonly requires?: readonly ManifestComponent[];
  /** The CustomResourceDefinitions of the kinds that it serves. */
  definitions(): readonly Manifest[];
  /** The other objects, but for its namespace: in the order in which they are applied, each with its namespace. Images are those of its project. */
  objects(context: ComponentContext): readonly Manifest[];
}

/** What a component is told when its objects are made. */
export interface ComponentContext {
  /**
   * Where an image is taken from that no container names in its field `image`: the argument of a command, for example. Images of containers are
   * seen to when objects are written.
   *
   * @param reference as its project writes it: `quay.io/jetstack/cert-manager-acmesolver:v1.21.1`
   */
  image(reference: string): string;
}

/** What a provider of Cluster API does, in the words of Cluster API. */
export type ProviderType = 'core' | 'bootstrap' | 'control-plane' | 'infrastructure' | 'addon' | 'ipam' | 'runtime-extension';

/** A value that a provider's release asks for before it is installed, and that must not be in the program: a credential. */
export interface ProviderVariable {
  /** Its name in the release: `AWS_B64ENCODED_CREDENTIALS`. */
  readonly name: string;
  /** What to put there, for people: `the base64 of an AWS credentials file`. */
  readonly description: string;
}

/** A provider of Cluster API: the Cluster API operator installs it from its release. */
export interface ProviderComponent extends ComponentBase {
  /** Tells this kind of component from the others: always `provider`. Its name is that of Cluster API: `infrastructure-aws`, `cluster-api`. */
  readonly type: 'provider';
  /** What it does. */
  readonly providerType: ProviderType;
  /** Its name among providers of its type, as `clusterctl` knows it: `aws`. */
  readonly providerName: string;
  /** Namespace that its release is made for: `capa-system`. */
  readonly namespace: string;
  /** Where its releases are: `https://github.com/kubernetes-sigs/cluster-api-provider-aws/releases`. */
  readonly releases: string;
  /** The file of a release that holds its objects. @default `<providerType>-components.yaml` */
  readonly componentsFile?: string;
  /** The file of a release that the operator is pointed to, for a provider that `clusterctl` does not know. @default - it knows it */
  readonly fetchUrl?: string;
  /** Image of its manager, without a tag: that is the version. */
  readonly image: string;
  /** The contract of Cluster API that it implements, by the first minor that does: `{ '2.0': 'v1beta1' }` (`metadata.yaml` of its releases). */
  readonly contracts: Readonly<Record<string, string>>;
  /** For the core provider: the contracts that it works with, by the first minor that does. @default - it is not the core provider */
  readonly accepts?: Readonly<Record<string, readonly string[]>>;
  /** The first release that serves the objects which this library writes. */
  readonly oldest: string;
  /** Feature gates that what asks for it needs. @default - none beside those that are on by default */
  readonly featureGates?: readonly string[];
  /** Feature gates that are on without a word. @default - none */
  readonly gatesOn?: readonly string[];
  /** What its release asks for. @default - nothing */
  readonly variables?: readonly ProviderVariable[];
}

/** Software that runs on a hub. */
export type Component = ManifestComponent | ProviderComponent;

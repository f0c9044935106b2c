import { Fleet } from '../fleet';
import { checkProps, FLAG_MAP, MAP, PropType, TEXT, TEXT_MAP, TEXTS } from '../fleet/check-props';
import { RFC_1123_LABEL } from '../fleet/names';
import { refuseOthers } from '../fleet/refuse-others';

/** A component that others have installed on the hub. */
export interface ProvidedComponent {
  /** Its release: `v1.20.2`. */
  readonly version: string;
  /** For a provider of Cluster API, the feature gates that are on there beside those that are on by default. @default - none */
  readonly featureGates?: readonly string[];
}

/** Options for a provider of Cluster API. */
export interface ProviderOptions {
  /** Its release: `v2.11.1`. @default - the release in the lock; without one that which this release of the library is written for */
  readonly version?: string;
  /** Feature gates to switch on or off. @default - those that members need are on */
  readonly featureGates?: Readonly<Record<string, boolean>>;
  /**
   * Name of the Secret with the values that its release asks for, in the namespace of the provider: credentials of a cloud.
   *
   * @default `<component>-variables` (`infrastructure-aws-variables`), where it asks for any
   */
  readonly secretName?: string;
  /**
   * Further keys of that Secret: `github-token`, or `OCI_USERNAME` and `OCI_PASSWORD` for a mirror that asks who reads. Each provider reads its own
   * Secret alone.
   *
   * @default - none
   */
  readonly variables?: readonly string[];
  /**
   * Keys of the outside secret store that the values are kept under, by variable: `{ AWS_B64ENCODED_CREDENTIALS: 'hub/capa' }`. The Secret is then
   * made from them (`Secrets.clusterStore(...)`), unless people make the `secrets` of the fleet: then the inventory lists it. Either all of its
   * variables are here or none.
   *
   * @default - people make the Secret, and the inventory lists it
   */
  readonly storeKeys?: Readonly<Record<string, string>>;
}

/** Options for a `HubPlatform`. */
export interface HubPlatformProps {
  /**
   * What the hub has already, by the name of the component, with its release: `{ 'cert-manager': 'v1.20.2' }`. Nothing of it is written; that it
   * fits is checked. Names are those of files of the output: `cert-manager`, `external-secrets`, `cluster-api-operator`, `cluster-api`,
   * `infrastructure-aws`, `argo-cd`, `flux` and so on.
   *
   * @default - nothing
   */
  readonly providedByOthers?: Readonly<Record<string, string | ProvidedComponent>>;
  /**
   * Further fleets of the program on the same hub, whose needs it installs too. They are given the same object as their `hub`, and have no
   * `HubPlatform`.
   *
   * @default - none
   */
  readonly fleets?: readonly Fleet[];
  /** Options for providers of Cluster API, by the name of the component: `{ 'infrastructure-aws': { version: 'v2.11.0' } }`. @default - none */
  readonly providers?: Readonly<Record<string, ProviderOptions>>;
}

const VERSION: PropType = { words: 'a release such as \'v1.2.3\'', is: value => typeof value === 'string' && /^v(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})\.(0|[1-9]\d{0,8})(-[0-9A-Za-z-]+(\.[0-9A-Za-z-]+)*)?$/.test(value) };
const FLEETS: PropType = { words: 'a list of fleets', is: value => Array.isArray(value) && value.every(item => Fleet.isFleet(item)) };
const GATE = /^[A-Za-z][A-Za-z0-9]*$/;
const GATES: PropType = {
  words: 'an object of true and false by the names of feature gates', is: value => FLAG_MAP.is(value) && Object.keys(value as object).every(gate => GATE.test(gate)),
};
const GATE_NAMES: PropType = { words: 'a list of names of feature gates', is: value => TEXTS.is(value) && (value as string[]).every(gate => GATE.test(gate)) };
const OPTIONS = { version: VERSION, featureGates: GATES, secretName: TEXT, variables: TEXTS, storeKeys: TEXT_MAP };

/** @throws for options that show their fault alone */
export function checkHubPlatformProps(path: string, props: HubPlatformProps): void {
  checkProps(`${path}: `, props, {}, { providedByOthers: MAP, providers: MAP, fleets: FLEETS });
  refuseOthers(`${path}: `, props, ['providedByOthers', 'providers', 'fleets']);
  const { providedByOthers = {}, providers = {} } = props;
  for (const [name, provided] of Object.entries(providedByOthers)) {
    const where = `${path}: providedByOthers['${name}']`;
    if (typeof provided === 'string') {
      checkProps(`${where}: `, { version: provided }, { version: VERSION });
    } else {
      checkProps(`${where}.`, provided, { version: VERSION }, { featureGates: GATE_NAMES });
      refuseOthers(`${where}.`, provided, ['version', 'featureGates']);
    }
    if (Object.hasOwn(providers, name)) {
      throw new Error(`${path}: providers['${name}']: providedByOthers says that others have installed it; remove one of the two`);
    }
  }
  Object.entries(providers).forEach(([name, options]) => checkProvider(`${path}: providers['${name}'].`, options));
}

function checkProvider(where: string, options: ProviderOptions): void {
  checkProps(where, options, {}, OPTIONS);
  refuseOthers(where, options, Object.keys(OPTIONS));
  if (options.secretName !== undefined && (options.secretName.length > 253 || !options.secretName.split('.').every(part => RFC_1123_LABEL.test(part)))) {
    throw new Error(`${where}secretName: write lower-case letters, digits, dashes and dots, 253 at most, got '${options.secretName}'`);
  }
  const bad = (options.variables ?? []).find(variable => !/^[A-Za-z_][-A-Za-z0-9_]*$/.test(variable));
  if (bad !== undefined) {
    throw new Error(`${where}variables: write names of variables such as 'github-token' or 'OCI_USERNAME', got '${bad}'`);
  }
}

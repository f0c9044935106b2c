import { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import type { ProviderOptions } from './hub-platform-props';
import {
  AddonProvider, BootstrapProvider, ControlPlaneProvider, CoreProvider, InfrastructureProvider, IPAMProvider, RuntimeExtensionProvider,
} from '../../imports/capi-operator';
import { ComponentModel, Fleet, PHASES, ProviderComponent, ProviderType, pruneProtection, SecretsMadeBeforehand } from '../fleet';
import { imageArtifact } from '../fleet/artifacts/artifact';

const CLASSES = {
  'core': CoreProvider,
  'bootstrap': BootstrapProvider,
  'control-plane': ControlPlaneProvider,
  'infrastructure': InfrastructureProvider,
  'addon': AddonProvider,
  'ipam': IPAMProvider,
  'runtime-extension': RuntimeExtensionProvider,
} satisfies Record<ProviderType, unknown>;

/** Nobody but people can make a Secret that is kept in no store. */
const PEOPLE = new SecretsMadeBeforehand();

/** Makes the object by which the Cluster API operator installs a provider, and the Secret that its release asks for. */
export function addProvider(scope: Construct, platform: Construct, component: ProviderComponent, options: ProviderOptions): void {
  const fleet = Fleet.of(platform);
  const { name, namespace, providerName, providerType, image } = component;
  const configSecret = variablesSecret(fleet, platform, component, options);
  const settled = () => fleet.clusterModel(fleet.hub.name).components.find(other => other.component.name === name)!;
  const oci = fleet.mirror.release(component.releases, name);
  new CLASSES[providerType](scope, 'Resource', {
    metadata: { name: providerName, namespace, annotations: pruneProtection() },
    spec: fleet.lazy(() => {
      const { version } = settled();
      const own = `${image}:${version}`;
      const mirrored = fleet.mirror.image(own);
      return {
        version,
        // The operator looks for the Secret without a namespace otherwise (v0.28.0 `internal/controller/preflight_checks.go`).
        configSecret: configSecret === undefined ? undefined : { name: configSecret, namespace },
        manager: managerOf(settled()),
        fetchConfig: oci !== undefined ? { oci } : component.fetchUrl !== undefined ? { url: component.fetchUrl } : undefined,
        deployment: mirrored === own ? undefined : { containers: [{ name: 'manager', imageUrl: mirrored }] },
      };
    }),
  });
  fleet.addArtifacts(() => {
    const { version } = settled();
    const usedBy = `${fleet.hub.name}: ${name}`;
    const source = `${component.releases}/download/${version}/${component.componentsFile ?? `${providerType}-components.yaml`}`;
    return [
      { kind: 'provider', source, target: oci ?? source, version, usedBy },
      imageArtifact(fleet.mirror, `${image}:${version}`, usedBy),
    ];
  });
}

/** The gates that something needs and that are not on by themselves, and those that people have decided on. */
function managerOf({ component, neededGates, chosenGates }: ComponentModel): { featureGates: Record<string, boolean> } | undefined {
  const on = component.type === 'provider' ? component.gatesOn ?? [] : [];
  const needed = Object.keys(neededGates).filter(gate => !on.includes(gate)).map(gate => [gate, true] as const);
  const featureGates = { ...Object.fromEntries(needed), ...chosenGates };
  return Object.keys(featureGates).length === 0 ? undefined : { featureGates };
}

/** Provides the Secret; undefined when the release asks for nothing. @throws for options that do not fit what it asks for */
function variablesSecret(fleet: Fleet, platform: Construct, component: ProviderComponent, options: ProviderOptions): string | undefined {
  const { name: provider, namespace } = component;
  const names = [...new Set([...(component.variables ?? []).map(variable => variable.name), ...options.variables ?? []])].sort();
  checkStoreKeys(`${platform.node.path}: providers['${provider}'].`, names, options);
  if (names.length === 0) {
    return undefined;
  }
  const { secretName = `${provider}-variables`, storeKeys } = options;
  const { unit } = PHASES.providers;
  const explained = component.variables?.map(variable => `${variable.name} is ${variable.description}`) ?? [];
  const holder = new Construct(platform, provider);
  (storeKeys === undefined ? PEOPLE : fleet.secrets).provide(fleet, holder, {
    cluster: fleet.hub.name, unit, namespace, name: secretName,
    template: Object.fromEntries(names.map(name => [name, `{{ index . "${name}" }}`])),
    inputs: Object.fromEntries(names.map(name => [name, { type: 'store', key: storeKeys?.[name] ?? name }])),
    readBy: [`the Cluster API operator, for ${provider}`, ...explained].join('; '),
    rotatedBy: 'who keeps the store; the operator then starts the provider anew',
  });
  if (storeKeys !== undefined) {
    // The provider stays when it leaves the program, and so must what makes its Secret.
    fleet.scopeOn(fleet.hub, holder, unit).node.findAll().filter(object => ApiObject.isApiObject(object)).forEach(({ metadata }) =>
      Object.entries(pruneProtection()).forEach(([key, value]) => metadata.addAnnotation(key, value)));
  }
  return secretName;
}

function checkStoreKeys(where: string, names: readonly string[], { secretName, storeKeys }: ProviderOptions): void {
  const strange = Object.keys(storeKeys ?? {}).find(name => !names.includes(name));
  if (names.length === 0 && (strange !== undefined || secretName !== undefined)) {
    throw new Error(`${where}${strange === undefined ? 'secretName' : 'storeKeys'}: its release asks for no values; remove it, or name those of your own in variables`);
  }
  const missing = storeKeys && names.find(name => !Object.hasOwn(storeKeys, name));
  if (strange !== undefined || missing !== undefined) {
    throw new Error(`${where}storeKeys: ${strange === undefined ? `${missing} has none` : `'${strange}' is none of its variables`}; write one for each of`
      + ` ${names.join(', ')}`);
  }
}

import { checkNoCredentials } from './check-address';
import { checkLabel, checkProps, FLAG, FUNCTION, MAP, MAPS, TEXT, TEXTS } from './check-props';
import { HelmAddOn } from './helm-add-on';
import { KubeProxyMode, NetworkPlugin } from './model';
import { RFC_1123_LABEL } from './names';
import { refuseOthers } from './refuse-others';

/** Helm v3 `pkg/chartutil/validate_name.go`. */
const LONGEST_RELEASE = 53;

/** Whether Helm takes a name for a release. */
export function isReleaseName(name: string): boolean {
  return name.length <= LONGEST_RELEASE && name.split('.').every(part => RFC_1123_LABEL.test(part));
}

/** @throws for a name that Helm refuses */
export function checkReleaseName(where: string, name: string): void {
  if (!isReleaseName(name)) {
    throw new Error(`${where}: write lower-case letters, digits, dashes and dots, ${LONGEST_RELEASE} at most, got '${name}'`);
  }
}

/** @returns the same list @throws for what is neither an API group nor a kind of one */
export function checkServedKinds(where: string, kinds: readonly string[]): readonly string[] {
  const bad = kinds.find(kind => !/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)+(\/[A-Z][A-Za-z0-9]*)?$/.test(kind));
  if (bad !== undefined) {
    throw new Error(`${where}: write an API group such as 'monitoring.coreos.com', or a kind of one such as 'monitoring.coreos.com/ServiceMonitor', got '${bad}'`);
  }
  return kinds;
}

const KUBE_PROXY_MODES: readonly KubeProxyMode[] = ['iptables', 'ipvs', 'nftables', 'none'];

/** @throws for a network plug-in without a name as projects write it */
export function checkNetworkPlugin(where: string, plugin: NetworkPlugin | undefined): void {
  if (plugin === undefined) {
    return;
  }
  checkProps(`${where}.`, plugin, { name: TEXT }, { apiServer: FLAG });
  refuseOthers(`${where}.`, plugin, ['name', 'apiServer']);
  if (!/^[a-z][-a-z0-9]*$/.test(plugin.name)) {
    throw new Error(`${where}.name: write the project in lower case, such as 'calico' or 'amazon-vpc-cni', got '${plugin.name}'`);
  }
  if (plugin.apiServer !== undefined && plugin.name !== 'calico') {
    throw new Error(`${where}.apiServer: it is about the API server of Calico, and the plug-in is ${plugin.name}; remove it`);
  }
}

/** @throws for what is no mode of kube-proxy */
export function checkKubeProxyMode(where: string, mode: KubeProxyMode | undefined): void {
  if (mode !== undefined && !KUBE_PROXY_MODES.includes(mode)) {
    throw new Error(`${where}: write one of ${KUBE_PROXY_MODES.join(', ')}, got '${String(mode)}'`);
  }
}

/**
 * An empty version would install the newest chart, today one and tomorrow another; the rest is refused by Helm in the controller, long
 * after the synth.
 *
 * @throws for such an add-on
 */
export function checkAddOn(path: string, addOn: HelmAddOn): void {
  const text = { release: TEXT, namespace: TEXT, repository: TEXT, chart: TEXT, defaultVersion: TEXT };
  checkProps(`${path}: add-on `, addOn, text, {
    version: TEXT, helmChartProxyName: TEXT, openings: MAPS, serves: TEXTS, images: FUNCTION, networkPlugin: MAP,
  });
  checkServedKinds(`${path}: add-on ${addOn.release}: serves`, addOn.serves ?? []);
  checkReleaseName(`${path}: add-on release`, addOn.release);
  checkLabel(`${path}: add-on ${addOn.release}: namespace`, addOn.namespace);
  if (!/^(https|oci):\/\/\S+$/.test(addOn.repository)) {
    throw new Error(`${path}: add-on ${addOn.release}: repository: write https://... or oci://..., got '${addOn.repository}'`);
  }
  checkNetworkPlugin(`${path}: add-on ${addOn.release}: networkPlugin`, addOn.networkPlugin);
  checkNoCredentials(`${path}: add-on ${addOn.release}: repository`, addOn.repository);
  if (typeof addOn.values !== 'function' && (typeof addOn.values !== 'object' || addOn.values === null || Array.isArray(addOn.values))) {
    throw new Error(`${path}: add-on ${addOn.release}: values: write an object, or a function that gives one; {} for none`);
  }
}

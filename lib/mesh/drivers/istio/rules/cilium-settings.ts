import { IstioRule } from './rule';
import { finding } from '../../../../fleet/rules/text';
import { CILIUM, ciliumValues } from '../cilium';

/** A Cilium beneath Istio that the program cannot set. */
export const ISTIO_CILIUM_SETTINGS: IstioRule = {
  code: 'istio-cilium-settings',
  severity: 'warning',
  summary: 'Cilium connects the pods of a member of an Istio mesh, and the program does not know which release it is.',
  why: 'Istio needs settings of it that are not its defaults: with its own load balancing in sockets connections pass by the proxies, with `cni.exclusive` Istio\'s CNI plug-in '
    + 'is taken away, and with `bpf.masquerade` probes of ambient pods fail (istio operator/pkg/apis/validation).',
  fix: 'Set the values, and name who installs it: `releasesOfOthers: { cilium: \'<owner>\' }`, which writes them to a file.',
  check: (model, { path, members, settings }) => members.flatMap(({ cluster: { name } }) => {
    const { networkPlugin, releases, foreignReleases, path: of } = model.clusters.find(other => other.name === name)!;
    const isKnown = [...releases, ...foreignReleases].some(release => release.name === CILIUM);
    return networkPlugin?.name !== CILIUM || isKnown ? [] : [finding(ISTIO_CILIUM_SETTINGS, [name], [path, of],
      `${path}: Cilium of ${name} needs the values ${JSON.stringify(ciliumValues(settings))}: set them, and write releasesOfOthers: { ${CILIUM}: '<who installs it>' } for ${name}`)];
  }),
};

import { settledMembers, SubmarinerRule } from './rule';
import { finding } from '../../../../fleet/rules/text';

/** A way of kube-proxy past which Submariner cannot steer. */
export const SUBMARINER_KUBE_PROXY_MODE: SubmarinerRule = {
  code: 'submariner-kube-proxy-mode',
  severity: 'error',
  summary: 'kube-proxy of a member of a Submariner mesh is in ipvs mode.',
  why: 'Service addresses lie on an interface of every node then, so that packets to another cluster never reach the tunnel. `subctl diagnose kube-proxy-mode` '
    + 'reports it as not supported (subctl v0.18 `pkg/diagnose/kubeproxy.go`); nothing else does.',
  fix: 'Run kube-proxy in iptables mode in that cluster.',
  check: (model, mesh) => settledMembers(model, mesh).filter(({ cluster }) => mesh.settings.connectivity && cluster.kubeProxyMode === 'ipvs')
    .map(({ cluster: { name, path } }) => finding(SUBMARINER_KUBE_PROXY_MODE, [name], [mesh.path, path],
      `${mesh.path}: kube-proxy of ${name} is in ipvs mode, and Submariner does not work with it (subctl v0.18 pkg/diagnose/kubeproxy.go): run it in iptables mode`)),
};

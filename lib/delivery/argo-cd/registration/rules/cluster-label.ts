import { Finding, Rule } from '../../../../fleet';
import { isLabelValue } from '../../../../fleet/label';
import { findingAbout } from '../../../../fleet/rules/text';
import { SECRET_TYPE } from '../secret-type';

const NAME = /^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/;
const PREFIX = /^(?=.{1,253}$)[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

/** Labels of members that their cluster Secret cannot have. */
export const clusterLabel: Rule = {
  code: 'argo-cd-cluster-label',
  severity: 'error',
  summary: 'A member that Argo CD delivers to has a label that its cluster Secret cannot have.',
  why: 'The cluster Secret carries the labels of its cluster, by which cluster generators choose clusters, so they must be labels of Kubernetes '
    + '(apimachinery pkg/util/validation IsQualifiedName, IsValidLabelValue), and `argocd.argoproj.io/secret-type` is what makes the Secret one of a cluster.',
  fix: 'Write the label as Kubernetes takes it, or remove it.',
  check: model => model.clusters.filter(({ role }) => role === 'member').flatMap(cluster => Object.entries(cluster.labels).flatMap(([key, value]): Finding[] => {
    const wrong = faultOf(key, value);
    return wrong === undefined ? [] : [findingAbout(clusterLabel, [cluster], `cluster ${cluster.name}: label '${key}' with the value '${value}': ${wrong}`)];
  })),
};

function faultOf(key: string, value: string): string | undefined {
  const [name, ...prefix] = key.split('/').reverse();
  if (key === SECRET_TYPE) {
    return 'registration with Argo CD sets it itself; remove it';
  }
  if (!NAME.test(name) || prefix.length > 1 || prefix.some(part => !PREFIX.test(part))) {
    return 'a key is letters, digits, dashes, underscores and dots, 63 at most, first and last a letter or digit, after a DNS name and a slash or alone; write such a key';
  }
  if (!isLabelValue(value)) {
    return 'a value is letters, digits, dashes, underscores and dots, 63 at most, first and last a letter or digit, or empty; write such a value';
  }
  return undefined;
}

import { ApplicationSetRule, findingOn } from './rule';
import { ClusterModel } from '../../../fleet';
import { clusterSelectors, LabelSelector } from '../generators';

/** A cluster generator that finds no member of a fleet whose members Argo CD knows from the program. */
export const applicationSetNoMember: ApplicationSetRule = {
  code: 'application-set-no-member',
  severity: 'warning',
  summary: 'A cluster generator of an ApplicationSetFleet selects no member of the fleet.',
  why: 'Argo CD knows a cluster by the labels of its Secret, and those are the labels of the cluster in the program: a region, for example, is none of'
    + ' them. A generator that finds nothing makes no Application and no error.',
  fix: 'Give the clusters the labels that the generator selects by and the template reads, or correct them. Clusters that only Argo CD knows may be meant.',
  check: (settled, model) => {
    const members = model.clusters.filter(cluster => cluster.role === 'member');
    return clusterSelectors(settled.generators ?? []).filter(selector => !members.some(member => matches(member, selector))).map(selector =>
      findingOn(applicationSetNoMember, settled, [],
        `application ${settled.application.name} selects clusters by ${wordsOf(selector)}, and no member of fleet ${model.name} has that: write`
        + ' `labels: { ... }` on the clusters, or correct the generator'));
  },
};

function matches({ labels }: ClusterModel, { matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean {
  return Object.entries(matchLabels).every(([key, value]) => labels[key] === value) && matchExpressions.every(({ key, operator, values = [] }) => {
    const value: string | undefined = labels[key];
    switch (operator) {
      case 'Exists': return value !== undefined;
      case 'DoesNotExist': return value === undefined;
      case 'In': return value !== undefined && values.includes(value);
      case 'NotIn': return value === undefined || !values.includes(value);
    }
  });
}

function wordsOf({ matchLabels = {}, matchExpressions = [] }: LabelSelector): string {
  return [
    ...Object.entries(matchLabels).map(([key, value]) => `${key}=${value}`),
    ...matchExpressions.map(({ key, operator, values = [] }) => [key, operator, values.join(', ')].filter(part => part !== '').join(' ')),
  ].join(' and ');
}

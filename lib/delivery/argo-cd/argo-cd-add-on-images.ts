import { ChartImages } from '../../fleet';
import { imagesOfVersion } from '../images-of-version';

/** What the chart argo-cd runs with its own values: chart 10.1.1 `values.yaml`. One value names the image of everything that is Argo CD's own. */
export const argoCdImages = imagesOfVersion('10.1.1', [
  {
    image: 'quay.io/argoproj/argocd:v3.4.4',
    values: ({ name }) => ({ global: { image: { repository: name } } }),
  },
  {
    image: 'ecr-public.aws.com/docker/library/redis:8.2.3-alpine',
    values: ({ name }) => ({ redis: { image: { repository: name } } }),
  },
  {
    image: 'ghcr.io/dexidp/dex:v2.45.1',
    values: ({ name }) => ({ dex: { image: { repository: name } } }),
  },
]);

/** The chart argocd-apps is objects alone. */
export const argoCdAppsImages: ChartImages = () => [];

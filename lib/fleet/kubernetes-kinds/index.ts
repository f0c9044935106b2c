export { Served, servedByKubernetes } from './served';
export { KNOWN_MINORS } from './table';

export { Submariner } from './submariner';
export * from './submariner/props';

export { PlainFiles, PlainFilesProps } from './plain-files';

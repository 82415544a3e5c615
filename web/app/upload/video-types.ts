/** What a file chooser offers; what a file really is, is looked at later. */
export const VIDEO_TYPES = 'video/mp4,video/quicktime,video/webm,.mp4,.mov,.webm';

/**
 * The accessible names that people, designers and tests rely on. Changing one is a breaking change.
 * A name with a number in it is a function of the number.
 */

export const everywhere = {
  skip: 'Skip to content',
  home: 'Breakout Clips, home',
  main: 'Main',
  templates: 'Templates',
  studio: 'AI Studio',
  videos: 'My videos',
  lab: 'Lab',
  credits: 'Credits',
  account: 'Account',
  menu: 'Menu',
  help: 'Help and contact',
} as const;

export const accountSettings = {
  timeZone: 'Time zone',
  saveTimeZone: 'Save time zone',
  currentPassword: 'Current password',
  newPassword: 'New password',
  changePassword: 'Change password',
  signOutElsewhere: 'Sign out everywhere else',
  newAddress: 'New e-mail address',
  yourPassword: 'Your password',
  changeAddress: 'Change e-mail address',
  keepOldAddress: 'Keep the old address',
  confirmAddress: 'Confirm this address',
  seeWhatEnds: 'See what ends',
  understand: 'I understand that my plan, credits and videos end now and do not come back.',
  deleteAccount: 'Delete my account',
} as const;

/** How pages look in a browser; the form stands in the account's settings and at the end of the help page. */
export const appearance = {
  group: 'Appearance',
  device: 'As the device',
  light: 'Light',
  dark: 'Dark',
  save: 'Save appearance',
} as const;

export const balance = {
  region: 'Credit balance',
  getAiCredits: 'Get AI credits',
  upgrade: 'Upgrade plan',
  updateCard: 'Update card',
  history: 'Usage history',
  aiOnHold: 'AI credits on hold',
} as const;

export const gallery = {
  filter: 'Filter templates',
  use: (template: string) => `Use template ${template}`,
  motion: 'Play animations',
} as const;

export const editor = {
  fields: 'Template fields',
  uploadPhoto: 'Upload photo',
  replacePhoto: 'Replace photo',
  headline: 'Headline',
  line: 'Line below',
  style: 'Style',
  frame: 'Frame',
  background: 'Background',
  edge: 'Edge',
  format: 'Format',
  sound: 'Sound',
  listen: (bed: string) => `Listen to ${bed}`,
  stage: 'Stage',
  timeline: 'Timeline',
  play: 'Play',
  pause: 'Pause',
  mute: 'Mute the stage',
  actions: 'Preview and download',
  nextStep: 'Next step',
  preview: 'Preview, free',
  previewVersion: (version: number) => `Preview version ${version}, free`,
  rendering: 'Rendering preview',
  cancel: 'Cancel',
  download: 'Download, 1 credit',
  downloadAgain: 'Download again, free',
  otherFiles: '4K, 720p, GIF, WebP and poster, free',
  downloadIncluded: (plan: string) => `Download, included in ${plan}`,
  edit: 'Edit, free',
  editAsVersion: (version: number) => `Edit as version ${version}`,
  newVideo: 'This is now a new video',
  undoTo: (version: number) => `Undo changes, back to version ${version}`,
  undo: 'Undo',
  redo: 'Redo',
  saveAndClose: 'Save and close',
  back: 'Back to templates',
  steps: 'Steps',
} as const;

/** The editor while somebody tries a template without an account. */
export const guest = {
  free: 'Free to try. An account is asked for when you download.',
  save: 'Save to an account',
} as const;

/** What a page with unsaved work says while it cannot be saved, and its sheet of shortcuts. */
export const states = {
  offline: /You are offline/,
  silent: /The server does not answer/,
  signedOut: /You are signed out/,
  tryNow: 'Try now',
  signInAgain: 'Sign in again',
  shortcuts: 'Keyboard shortcuts',
  openWithKey: 'Open this sheet with ?',
} as const;

export const library = {
  list: 'Videos',
  deleted: 'Deleted videos',
  search: 'Search videos',
  kind: 'Kind',
  state: 'State',
  sort: 'Sort by',
  all: 'Show all videos',
  more: 'More',
  title: 'Title',
  save: 'Save',
  duplicate: 'Duplicate, free',
  remix: 'Open as a new scene, free',
  delete: 'Delete',
  undo: 'Undo',
  bringBack: 'Bring back',
  aiVideos: 'Your AI videos',
  allAi: 'All AI videos',
} as const;

export const studio = {
  scene: 'Scene',
  uploadPhoto: 'Upload photo',
  replacePhoto: /^Replace/,
  subject: 'Subject',
  format: 'Format',
  style: 'Style',
  camera: 'Camera',
  prompt: 'Prompt',
  caption: 'Caption',
  preview: 'Scene preview',
  regeneratePreview: 'Regenerate preview, free',
  earlierPreviews: 'Earlier previews',
  panel: 'Animate',
  duration: 'Duration',
  resolution: 'Resolution',
  count: 'Number of videos',
  cost: 'Cost',
  animate: 'Animate',
  all: 'All videos',
  video: (n: number) => `Video ${n}`,
  playVideo: (n: number) => `Play video ${n}`,
  stopVideo: (n: number) => `Back to the still of video ${n}`,
  cancelUnfinished: (n: number) => `Cancel the ${n} unfinished`,
  download: 'Download, free',
  downloadAll: (n: number) => `Download all ${n}, free`,
  regenerateFree: 'Regenerate, free (1 left)',
  freeRunning: 'Free regeneration running',
  regenerate: (credits: number) => `Regenerate, ${credits} AI credits`,
  tryAgain: (credits: number) => `Try again, ${credits} AI credits`,
  favourite: (n: number) => `Favourite video ${n}`,
  downloadFavourites: 'Download favourites, free',
  compare: 'Compare side by side',
  compareRegion: 'Compare',
  playAll: 'Play all together',
  pauseAll: 'Pause all',
  position: 'Position in all videos',
} as const;

/** The edits of a finished video. */
export const edits = {
  open: 'Edit, free',
  caption: 'Caption',
  from: 'Trim from, seconds',
  to: 'Trim to, seconds',
  poster: 'Poster frame',
  part: 'Part of the picture',
  preview: 'Preview',
  save: 'Save as a new version, free',
  play: 'Play',
  fromHere: 'Edit from here',
  tryAgain: 'Try again, free',
} as const;

export const files = {
  make: 'Make it, free',
  download: 'Download, free',
} as const;

export const statement = {
  region: 'Statement',
  filter: 'Filter by wallet',
  exportCsv: 'Export CSV',
  anyReason: 'Reason: any',
  anyMonth: 'All months',
} as const;

export const billing = {
  updateCard: 'Update card',
  upgradeTo: (plan: string) => `Upgrade to ${plan}`,
  bundle: (credits: number, price: string) => `Get ${credits.toLocaleString('en-US')} AI credits, ${price}`,
} as const;

/** The switches of the Lab's front page. */
export const labLevers = {
  slowNetwork: 'Slow network',
  slowRendering: 'Slow rendering',
  stalledRendering: 'Stalled rendering',
  failTheNextVideo: 'Fail the next video',
  failingVideos: 'Failing videos',
  offline: 'Offline',
} as const;

export const accounts = {
  email: 'Email',
  password: 'Password',
  signIn: 'Sign in',
  create: 'Create an account',
  forgot: 'Forgot your password?',
  sendLink: 'Send link',
  newPassword: 'New password',
  savePassword: 'Save password',
  newLink: 'Ask for a new link',
  letter: (address: string) => `Letter to ${address}`,
} as const;

/** The settings of the Studio's price, by the beginnings of their radios' names. */
export const settings = {
  durations: ['5 s', '10 s', '15 s'],
  resolutions: ['720p', '1080p', '4K'],
  counts: ['1', '2', '4'],
} as const;

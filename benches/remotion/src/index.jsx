// The three compositions. Length and size come with `--props`, so that one bundle serves every row of the table.
import React from 'react';
import {Composition, registerRoot} from 'remotion';
import {FPS} from './stage.jsx';
import {Photo} from './photo.jsx';
import {Text} from './text.jsx';
import {Title} from './title.jsx';

const scenes = {title: Title, text: Text, photo: Photo};

const measures = ({props}) => ({
  durationInFrames: Math.max(1, Math.round(props.seconds * FPS)),
  width: (props.size * 16) / 9,
  height: props.size,
});

registerRoot(() => Object.entries(scenes).map(([id, component]) => (
  <Composition
    key={id}
    id={id}
    component={component}
    fps={FPS}
    width={1920}
    height={1080}
    durationInFrames={150}
    defaultProps={{seconds: 5, size: 1080}}
    calculateMetadata={measures}
  />
)));

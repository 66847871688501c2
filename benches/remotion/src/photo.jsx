// A photo that is larger than the picture, slowly moved and enlarged.
import React from 'react';
import {Img, staticFile} from 'remotion';
import {centred, Stage, toAndFro, useTime} from './stage.jsx';

export const Photo = () => {
  const time = useTime();
  const scale = toAndFro(time, 1.04, 1.26);
  const x = toAndFro(time, 930, 1140);
  const y = toAndFro(time, 600, 420);
  return (
    <Stage background="#000">
      <Img
        src={staticFile('photo.png')}
        style={{...centred(960, 540, 1920, 1280), transform: `translate(${x - 960}px, ${y - 540}px) scale(${scale})`}}
      />
    </Stage>
  );
};

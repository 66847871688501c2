// Lines whose words rise from behind their line, in rhythm, and a signature that stands.
import React from 'react';
import {between, easeIn, FPS, glide, headline, line, Stage, useTime} from './stage.jsx';

// When a line comes, where it stands, and the line.
const lines = [
  [0.2, 140.6, 'Every morning', headline, 136, '#fdfaf3'],
  [0.8, 292.6, 'starts with one idea.', headline, 136, '#fdfaf3'],
  [1.5, 444.6, 'Give it a frame,', headline, 136, '#ffb347'],
  [2.1, 596.6, 'then let it out.', headline, 136, '#ffb347'],
  [2.8, 787.7, 'Short videos, made in a minute', line, 54, '#b9b4dc'],
];

// Words follow each other by two frames, and each takes half a second.
const STAGGER = 2 / FPS;
const RISE = 0.5;

const Line = ({inRound, of: [enters, y, text, face, fontSize, color]}) => {
  const height = fontSize * face.lineHeight;
  // The mask reaches below the line for descenders and above it for accents.
  const beyond = height * 0.15;
  return (
    <div style={{position: 'absolute', left: 200, width: 1700, top: y - beyond, height: height + 2 * beyond, overflow: 'hidden'}}>
      <div style={{...face, fontSize, color, marginTop: beyond}}>
        {text.split(' ').map((word, i) => {
          const risen = between(inRound, [enters + i * STAGGER, enters + i * STAGGER + RISE], [0, 1], glide);
          const hidden = inRound <= enters + i * STAGGER;
          return (
            <React.Fragment key={i}>
              {i > 0 ? ' ' : null}
              <span style={{display: 'inline-block', visibility: hidden ? 'hidden' : 'visible', transform: `translateY(${height * 1.25 * (1 - risen)}px)`}}>{word}</span>
            </React.Fragment>
          );
        })}
      </div>
    </div>
  );
};

export const Text = () => {
  const {inRound} = useTime();
  const opacity = between(inRound, [4.5, 5], [1, 0]);
  const left = between(inRound, [4.5, 5], [0, -90], easeIn);
  return (
    <Stage background="#14122b">
      <div style={{position: 'absolute', left: 200, top: 952.5, ...line, fontSize: 36, color: '#8c87b4'}}>Breakout Clips</div>
      <div style={{position: 'absolute', inset: 0, opacity, transform: `translateX(${left}px)`}}>
        {lines.map((of) => <Line key={of[0]} inRound={inRound} of={of} />)}
      </div>
    </Stage>
  );
};

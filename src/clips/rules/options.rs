//! What a template lets a person choose from, each group a closed set.

use crate::choices::choices;
use crate::words::clips as words;

choices!(
    /// What a template is made for.
    Category {
        #[default]
        Product = "product", words::category_product();
        Book = "book", words::category_book();
        App = "app", words::category_app();
        Photo = "photo", words::category_photo();
    }
);
choices!(
    /// The look of a template that has styles.
    StyleChoice {
        #[default]
        Studio = "studio", words::style_studio();
        Dusk = "dusk", words::style_dusk();
        Bold = "bold", words::style_bold();
    }
);
choices!(
    /// How the photo's subject leaves the frame.
    SubjectChoice {
        #[default]
        CutOut = "cut-out", words::cut_out();
        FramedCrop = "framed-crop", words::photo_card();
    }
);
choices!(
    /// Where the cut-out of a photo ends.
    EdgeChoice {
        #[default]
        AsFound = "as-found", words::edge_as_found();
        Closer = "closer", words::edge_closer();
        Softer = "softer", words::edge_softer();
    }
);
choices!(
    /// What the subject breaks out of.
    FrameChoice {
        #[default]
        Post = "post", words::frame_post();
        Phone = "phone", words::frame_phone();
        Poster = "poster", words::frame_poster();
    }
);
choices!(
    /// The colour of the world behind the frame.
    Background {
        #[default]
        Cobalt = "cobalt", words::cobalt();
        Saffron = "saffron", words::saffron();
        Tangerine = "tangerine", words::tangerine();
        Forest = "forest", words::forest();
        Rose = "rose", words::rose();
        Sky = "sky", words::sky();
        Sand = "sand", words::sand();
    }
);
choices!(
    /// What is heard with the video.
    SoundChoice {
        #[default]
        None = "none", words::sound_none();
        WarmPulse = "warm-pulse", words::warm_pulse();
        BrightPluck = "bright-pluck", words::bright_pluck();
        LowDrift = "low-drift", words::low_drift();
        GlassBells = "glass-bells", words::glass_bells();
    }
);
choices!(
    /// The aspect ratio of the video.
    FormatChoice {
        #[default]
        Portrait = "9:16", "9:16";
        Square = "1:1", "1:1";
        Feed = "4:5", "4:5";
        Landscape = "16:9", "16:9";
    }
);

impl FormatChoice {
    /// Width and height of the finished file in pixels.
    pub const fn size(self) -> (u32, u32) {
        match self {
            Self::Portrait => (1080, 1920),
            Self::Square => (1080, 1080),
            Self::Feed => (1080, 1350),
            Self::Landscape => (1920, 1080),
        }
    }
}

impl Category {
    /// What the photo field asks for.
    pub fn photo_label(self) -> &'static str {
        match self {
            Self::Product => words::product_photo(),
            Self::Book => words::book_cover(),
            Self::App => words::app_screenshot(),
            Self::Photo => words::photo(),
        }
    }
}
